import { describe, expect, it } from 'vitest'
import { readAround, type Span } from './read-around.ts'

const broken = new Error('500')

/** A list of numbers in which some make every page fail. */
function listOf(length: number, bad: readonly number[]) {
  const asked: Span[] = []
  const read = async (span: Span) => {
    asked.push(span)
    const page = Array.from({ length }, (_, index) => index).slice(span.offset, span.offset + span.limit)
    if (page.some((entry) => bad.includes(entry))) throw broken
    return page
  }
  return { asked, read, breaks: (failure: unknown) => failure === broken }
}

const without = (length: number, bad: readonly number[]) =>
  Array.from({ length }, (_, index) => index).filter((index) => !bad.includes(index))

describe('a list with entries that make every page fail', () => {
  it('is read in one go when there are none', async () => {
    const list = listOf(120, [])
    expect(await readAround({ offset: 0, limit: 200 }, list)).toEqual({
      entries: without(120, []),
      holes: [],
    })
    expect(list.asked).toEqual([{ offset: 0, limit: 200 }])
  })

  it.each([[0], [99], [199], [37], [128]])('is read around one at %i in few requests', async (bad) => {
    const list = listOf(200, [bad])
    const narrowed: number[] = []
    const all = await readAround({ offset: 0, limit: 200 }, { ...list, onNarrowed: (n) => narrowed.push(n) })
    expect(all).toEqual({ entries: without(200, [bad]), holes: [bad] })
    expect(list.asked.length).toBeLessThanOrEqual(17)
    expect(narrowed.at(0)).toBe(200)
    expect(narrowed.at(-1)).toBe(1)
  })

  it('is read around several, side by side or apart', async () => {
    const bad = [3, 4, 150]
    const all = await readAround({ offset: 0, limit: 200 }, listOf(200, bad))
    expect(all).toEqual({ entries: without(200, bad), holes: bad })
  })

  it('is read by the place in the whole list', async () => {
    const all = await readAround({ offset: 50, limit: 50 }, listOf(200, [73]))
    expect(all.holes).toEqual([73])
    expect(all.entries[0]).toBe(50)
    expect(all.entries).toHaveLength(49)
  })

  it('is asked for around the holes of last time, and gives back what has been repaired', async () => {
    const list = listOf(100, [40])
    const known = [40, 60, 400]
    const all = await readAround({ offset: 0, limit: 100 }, { ...list, known })
    expect(all).toEqual({ entries: without(100, [40]), holes: [40] })
    expect(list.asked.map(({ offset, limit }) => [offset, limit])).toEqual([
      [0, 40],
      [40, 1],
      [41, 19],
      [60, 1],
      [61, 39],
    ])
  })

  it('fails as it did when it is not some entries', async () => {
    const list = listOf(200, without(200, []))
    await expect(readAround({ offset: 0, limit: 200 }, list)).rejects.toBe(broken)
    expect(list.asked.length).toBeLessThan(30)
  })

  it('fails at once when the failure is another one', async () => {
    const list = { ...listOf(200, [7]), breaks: () => false }
    await expect(readAround({ offset: 0, limit: 200 }, list)).rejects.toBe(broken)
    expect(list.asked).toHaveLength(1)
  })
})
