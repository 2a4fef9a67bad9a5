import { answererOf } from '../../answerer.ts'
import { type Check, wrong } from '../../check.ts'
import { advice, found } from '../../found.ts'
import type { Asked } from '../../results.ts'
import type { Site } from '../../site.ts'
import { seconds } from '../answers/stream.ts'

/** Milliseconds by which two clocks may differ before it is worth a word. */
const tolerated = 5_000

/** How far another clock is ahead of the asker's, in ms: between these two, since answers take time and Date has whole seconds. */
interface Skew {
  least: number
  most: number
}

/** The clocks of service and hub against the asker's. A hub that is asked through proxies shows theirs, which may set Date anew. */
export const clocks: Check = {
  name: 'Clocks',
  judge(site) {
    const service = skewOfService(site)
    const inside = site.results.inside?.hub
    const hub = inside?.answer && answererOf(inside.answer) === 'hub' ? skewByDate(inside) : undefined
    // The hub's own Date is set against the clock of the service, which asked for it.
    const pairs = [
      { skew: service, one: 'The service’s clock', other: whose(site) },
      { skew: hub, one: 'The hub’s clock', other: 'the service’s' },
    ].flatMap(({ skew, ...names }) => (skew ? [{ skew, ...names }] : []))
    if (pairs.length === 0) return undefined
    const apart = pairs.filter(({ skew }) => distance(skew) > tolerated)
    if (apart.length === 0) {
      const worst = Math.max(...pairs.map(({ skew }) => distance(skew)))
      return { well: `Clocks agree within ${Math.max(1, Math.ceil(worst / 1000))} s` }
    }
    return wrong(
      found({
        code: 'clock-skew',
        hop: apart.some(({ skew }) => skew === hub) ? 'hub' : 'service',
        explanation:
          'Times on the pages are wrong by as much, servers are culled too early or too late, a login by OpenID Connect may be refused as not valid yet, and logs of different machines do not line up.',
        evidence: apart.map(
          ({ skew, one, other }) =>
            `${one} is ${seconds(distance(skew))} ${skew.least > 0 ? 'ahead of' : 'behind'} ${other}, at the least.`,
        ),
        fixes: [
          advice(
            'Let every machine keep its clock by NTP: chronyc tracking or timedatectl tell whether it does. Containers have the clock of their host.',
          ),
        ],
      }),
    )
  },
}

function whose({ results }: Site): string {
  return results.asker === 'browser' ? 'the browser’s' : 'this command’s'
}

/** The echo names its time in ms; the quickest answer says the most. */
function skewOfService({ results }: Site): Skew | undefined {
  return (results.echoes ?? [])
    .toSorted((a, b) => a.ms - b.ms)
    .flatMap(({ at, ms, echo }) => (echo ? [{ least: echo.at - (at + ms), most: echo.at - at }] : []))[0]
}

function skewByDate({ at, ms, answer }: Asked): Skew | undefined {
  const date = Date.parse(answer?.headers['date'] ?? '')
  return Number.isNaN(date) ? undefined : { least: date - (at + ms), most: date + 1000 - at }
}

/** How far apart the clocks are for certain. */
function distance({ least, most }: Skew): number {
  return Math.max(0, least, -most)
}
