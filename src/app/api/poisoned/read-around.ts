/** A part of a list: `limit` entries from `offset` on. */
export interface Span {
  offset: number
  limit: number
}

export interface ReadAround<Entry> {
  /** What could be read, in the list's order. */
  entries: Entry[]
  /** Where in the list an entry makes every page fail that holds it. */
  holes: number[]
}

interface Reading<Entry> {
  read: (span: Span) => Promise<readonly Entry[]>
  /** True of a failure that a single entry may be the reason of; any other ends the reading. */
  breaks: (failure: unknown) => boolean
  /** Holes of last time: they are asked for by themselves. */
  known?: readonly number[]
  /** Told in how many entries the culprit has been found to be so far. */
  onNarrowed?: (entries: number) => void
}

/** With more of them it is not the entries. */
const mostHoles = 5

/**
 * Reads a part of a list in which some entries make every page fail that holds them, halving what fails: about
 * 2·log2(limit) requests for each of them. Throws the first failure when there are too many of them.
 */
export async function readAround<Entry>(
  whole: Span,
  { read, breaks, known = [], onNarrowed }: Reading<Entry>,
): Promise<ReadAround<Entry>> {
  const entries: Entry[] = []
  const holes: number[] = []
  const waiting = partsBetween(whole, known)
  let firstFailure: unknown
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    try {
      entries.push(...(await read(part)))
    } catch (failure) {
      if (!breaks(failure)) throw failure
      firstFailure ??= failure
      onNarrowed?.(part.limit)
      if (part.limit > 1) waiting.unshift(...halvesOf(part))
      else if (holes.push(part.offset) > mostHoles) throw firstFailure
    }
  }
  return { entries, holes }
}

function halvesOf({ offset, limit }: Span): Span[] {
  const half = Math.ceil(limit / 2)
  return [
    { offset, limit: half },
    { offset: offset + half, limit: limit - half },
  ]
}

/** The whole, cut before and after every known hole. */
function partsBetween({ offset, limit }: Span, known: readonly number[]): Span[] {
  const end = offset + limit
  const inside = known.filter((hole) => hole >= offset && hole < end)
  const cuts = [...new Set([offset, ...inside.flatMap((hole) => [hole, hole + 1]), end])].toSorted(
    (a, b) => a - b,
  )
  return cuts.slice(0, -1).map((cut, index) => ({ offset: cut, limit: (cuts[index + 1] ?? end) - cut }))
}
