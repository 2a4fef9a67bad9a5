import { allowLong, passEvents } from '../../../recipes/transport.ts'
import { answererOf } from '../../answerer.ts'
import { type Check, wrong } from '../../check.ts'
import { edgeFix, found, recipeSite } from '../../found.ts'
import type { Stream } from '../../results.ts'
import type { Site } from '../../site.ts'

/** Events that arrive within this share of the time in which they were sent came as one piece. */
const burst = 0.4

/** The progress of a start is a stream. Timing alone decides: compressed streams may be live. */
export const stream: Check = {
  name: 'Streams',
  judge(site) {
    const { stream: seen } = site.results
    if (seen?.answer?.status !== 200 || answererOf(seen.answer) !== 'service') return undefined
    if (seen.events.length < seen.expected) return cut(site, seen)
    const [first, last] = [seen.events[0], seen.events.at(-1)]
    if (!first || !last || seen.events.length < 3) return undefined
    const sent = last.sent - first.sent
    const arrived = last.arrived - first.arrived
    if (sent <= 0) return undefined
    if (arrived < sent * burst) return wrong(buffered(site, seen, sent, arrived))
    const encoding = seen.answer.headers['content-encoding']
    return { well: `Streams arrive event by event${encoding ? `, ${encoding}` : ''}` }
  },
}

function buffered(site: Site, { events, answer }: Stream, sent: number, arrived: number) {
  const encoding = answer?.headers['content-encoding']
  return found({
    code: 'sse-buffered',
    hop: 'edge',
    explanation:
      'Something on the way collects the answer before it passes it on. The progress of a starting server stands at 0 and jumps to the end.',
    evidence: [
      `${events.length} events were sent within ${seconds(sent)} and arrived within ${seconds(arrived)}.`,
      ...(encoding
        ? [`The stream arrived with Content-Encoding ${encoding}, which the service did not send.`]
        : []),
    ],
    fixes: [edgeFix(site, 'Hand answers on as they come:', passEvents(recipeSite(site)))],
  })
}

/** It began, and its end never came. */
function cut(site: Site, { events, expected, failure, ms }: Stream) {
  if (failure === undefined) return undefined
  return wrong(
    found({
      code: 'edge-limits',
      about: 'time',
      certainty: 'likely',
      hop: 'edge',
      title: 'Something cuts answers that take their time',
      explanation:
        'A stream broke off before its end. The progress of a start and long calls end the same way, with a cut connection or a 504.',
      evidence: [
        `${events.length} of ${expected} events arrived, then nothing; after ${seconds(ms)} it was over.`,
      ],
      fixes: [edgeFix(site, 'Allow long connections:', allowLong(recipeSite(site)))],
    }),
  )
}

export function seconds(ms: number): string {
  return `${(Math.max(0, ms) / 1000).toFixed(1)} s`
}
