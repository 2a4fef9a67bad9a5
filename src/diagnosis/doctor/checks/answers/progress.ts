import { passEvents } from '../../../recipes/transport.ts'
import { answererOf } from '../../answerer.ts'
import { checkNames } from '../../check-names.ts'
import { type Check, wrong } from '../../check.ts'
import { edgeFix, found, recipeSite } from '../../found.ts'
import type { ProbeResults } from '../../results.ts'
import type { Site } from '../../site.ts'
import { seconds } from './stream.ts'

/** Milliseconds of silence after the headers that no hub makes: it writes the first event with them. */
const longestSilence = 2_000
/** A hub that takes longer than that for its version is held up itself. */
const quick = 1_000

/** The hub's own stream, of a server that was starting while the probes were sent, or of one that was ready. */
export const progress: Check = {
  name: checkNames.progress,
  onOccasion: true,
  judge(site) {
    const { progress: heard } = site.results
    if (!heard) return undefined
    const { answer, failure, ms, silence, ended, via = 'hub', state = 'starting' } = heard
    const stream = `The hub’s stream of a server that was ${state}`
    if (!answer && failure === 'timeout' && isQuick(site, via)) {
      return wrong(
        heldBack(site, `${stream} gave no answer within ${seconds(ms)}; other calls were answered at once.`),
      )
    }
    if (answer?.status !== 200 || answererOf(answer) !== via || silence === undefined) return undefined
    if (silence >= longestSilence) {
      return wrong(
        heldBack(
          site,
          `${stream} said nothing for ${seconds(silence)} after its headers; the hub writes at once.`,
        ),
      )
    }
    if (ended === false) {
      return wrong(
        heldBack(
          site,
          `${stream} told so at once, and its end did not arrive within ${seconds(ms)}; the hub ends it there.`,
        ),
      )
    }
    // It broke off before its end.
    if (state === 'ready' && ended === undefined) return undefined
    return { well: wellOf(heard) }
  },
}

function wellOf({ via, state }: NonNullable<ProbeResults['progress']>): string {
  const what =
    state === 'ready'
      ? 'The progress of a ready server comes at once, and ends'
      : 'The progress of a start comes at once'
  return via === 'service' ? `${what}, through Hubscope` : what
}

/** Whether whoever was asked for the stream was quick with something else. */
function isQuick({ results }: Site, via: 'hub' | 'service'): boolean {
  const other = via === 'hub' ? results.hub?.[0] : results.echoes?.[0]
  return other?.answer?.status === 200 && other.ms < quick
}

function heldBack(site: Site, evidence: string) {
  return found({
    code: 'sse-buffered',
    // A spawner that holds up the hub is silent as well.
    certainty: 'likely',
    hop: 'edge',
    explanation:
      'Something on the way collects the answer before it passes it on, or the hub is held up. The progress of a starting server stands at 0 and jumps to the end.',
    evidence: [evidence],
    fixes: [edgeFix(site, 'Hand answers on as they come:', passEvents(recipeSite(site)))],
  })
}
