import type { Exchange } from './exchange-store.ts'
import type { RecordedBody } from './recorded-body.ts'

const mostExchanges = 500
/** Characters of all bodies and frames together. */
const mostText = 4 * 1024 * 1024

/**
 * The record within its bounds: beyond five hundred exchanges the oldest go, and beyond `text` characters (4 Mi) the
 * bodies and frames of the oldest. Pinned ones come last. The same list when nothing had to go.
 */
export function makeRoom(list: readonly Exchange[], { text = mostText } = {}): readonly Exchange[] {
  const kept = within(list, mostExchanges)
  let excess = kept.reduce((sum, row) => sum + textOf(row), 0) - text
  if (excess <= 0) return kept
  const emptied = new Set<number>()
  for (const row of [...kept.filter(({ pinned }) => !pinned), ...kept.filter(({ pinned }) => pinned)]) {
    if (excess <= 0) break
    if (textOf(row) === 0) continue
    emptied.add(row.id)
    excess -= textOf(row)
  }
  return kept.map((row) => (emptied.has(row.id) ? withoutText(row) : row))
}

function within(list: readonly Exchange[], limit: number): readonly Exchange[] {
  let excess = list.length - limit
  if (excess <= 0) return list
  return list.filter((row) => row.pinned || excess-- <= 0).slice(-limit)
}

/** How much it holds, in characters of bodies and frames. */
export function textOf({ requestBody, responseBody, streamFrames }: Exchange): number {
  const frames = streamFrames.reduce((sum, { text }) => sum + text.length, 0)
  return (requestBody?.text.length ?? 0) + (responseBody?.text.length ?? 0) + frames
}

/** The same exchange with its bodies and frames given up. */
export function withoutText(row: Exchange): Exchange {
  return {
    ...row,
    requestBody: emptied(row.requestBody),
    responseBody: emptied(row.responseBody),
    streamFrames: [],
  }
}

function emptied(body: RecordedBody | undefined): RecordedBody | undefined {
  return body && { ...body, text: '', cut: body.cut || body.text !== '' }
}
