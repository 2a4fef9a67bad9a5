import { allowLong, passUpgrade } from '../../../recipes/transport.ts'
import { type Check, wrong } from '../../check.ts'
import { edgeFix, found, hubFix, recipeSite } from '../../found.ts'
import type { Site } from '../../site.ts'
import { isUnsteady } from '../who-answers/now-and-then.ts'
import { isThrottled } from '../who-answers/rate-limit.ts'
import { seconds } from './stream.ts'

/** Kernels and terminals need WebSockets; tried one after the other, since some proxies let only the first through. */
export const sockets: Check = {
  name: 'WebSockets',
  judge(site) {
    const { sockets: tries, socketPlain } = site.results
    if (!tries || tries.length === 0) return undefined
    const failed = tries.filter(({ opened }) => !opened)
    if (failed.length === 0) return { well: 'WebSockets open' }
    const seen = failed.find((each) => each.seen)?.seen
    // When the address cannot be asked at all, another check says why.
    if (!seen && !socketPlain?.echo) return undefined
    // Where calls are limited, a socket that does not open says nothing.
    if (!seen && (isThrottled(site) || isUnsteady(site))) return undefined
    return wrong(stripped(site, seen?.headers, tries.length, failed.length))
  },
}

function stripped(site: Site, headers: Record<string, string> | undefined, tries: number, failed: number) {
  const lost = headers && ['upgrade', 'connection'].filter((name) => !isUpgrade(name, headers[name]))
  return found({
    code: 'ws-upgrade-stripped',
    // What arrives whole and gets no answer is held back, mostly by what buffers.
    certainty: lost?.length === 0 ? 'possible' : headers ? 'certain' : 'likely',
    hop: 'edge',
    explanation:
      'Kernels stay at “Connecting…”, cells at [*], and terminals stay black: the request for a WebSocket arrives as an ordinary one, or does not arrive.',
    evidence: [
      `${failed} of ${tries} WebSockets to the service did not open.`,
      headers
        ? `The request arrived with Upgrade ${headers['upgrade'] ?? 'absent'} and Connection ${headers['connection'] ?? 'absent'}.`
        : 'No request for a WebSocket arrived at the service, while an ordinary one to the same address did.',
    ],
    fixes: [edgeFix(site, 'Pass the upgrade on:', passUpgrade(recipeSite(site)))],
  })
}

function isUpgrade(name: string, value = ''): boolean {
  return (name === 'upgrade' ? /^websocket$/i : /\bupgrade\b/i).test(value)
}

/**
 * Milliseconds between two pings of Jupyter Server to kernels and terminals, and the lateness of a measured cut. Its events
 * channel gets none. Source: `WS_PING_INTERVAL` in jupyter_server/base/websocket.py; `SubscribeWebsocket`.
 */
const pings = { every: 30_000, late: 1000 } as const

/** A silent socket, as are those of servers between two pings. */
export const idle: Check = {
  name: 'Silent WebSockets',
  judge(site) {
    const { idle: held } = site.results
    if (!held) return undefined
    if (!held.cut) return { well: `A silent WebSocket lives for ${seconds(held.ms)}` }
    const outlivesPings = held.ms > pings.every + pings.late
    const allow = edgeFix(site, 'Allow long connections:', allowLong(recipeSite(site)))
    return wrong(
      found({
        code: 'ws-idle-cut',
        hop: 'edge',
        ...(outlivesPings ? { title: 'Something cuts WebSockets that are silent for long' } : {}),
        explanation: outlivesPings
          ? 'Kernels and terminals stay connected where silence alone is cut: Jupyter Server sends them pings every 30 seconds. Sockets without pings are cut: its channel of events (api/events/subscribe), and those of extensions.'
          : 'Kernels and terminals lose their connection again and again: Jupyter Server sends pings every 30 seconds, which is too late here. What kernels print in between may be lost.',
        evidence: [`A WebSocket on which nothing was said was ended after ${seconds(held.ms)}.`],
        fixes: outlivesPings
          ? [allow]
          : [
              allow,
              hubFix(
                'Or let servers send pings more often than that. The doctor’s own WebSocket stays silent, so mute this finding then:',
                `c.Spawner.args.append("--ServerApp.tornado_settings={'ws_ping_interval': ${pingEvery(held.ms)}}")`,
              ),
            ],
      }),
    )
  },
}

/**
 * Milliseconds: twice within the time that was measured. Kernels and terminals do not heed
 * ServerApp.websocket_ping_interval. Source: `WebSocketMixin` in jupyter_server/base/websocket.py.
 */
function pingEvery(cutAfter: number): number {
  return Math.max(1000, Math.floor(cutAfter / 2000) * 1000)
}
