/** The middle value; of an even count the lower one of the two. Throws for an empty list. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]
  if (middle === undefined) throw new Error('no values')
  return middle
}

/** Runs both in turn, A B A B ..., so that a machine that changes its speed does so for both; medians of `rounds`. */
export async function alternate(
  rounds: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<{ a: number; b: number }> {
  const results = { a: [] as number[], b: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    results.a.push(await a())
    results.b.push(await b())
  }
  return { a: median(results.a), b: median(results.b) }
}
