import type { HubVersion } from '#hub/versions.ts'
import * as z from 'zod/mini'
import { type Case, caseSchema } from './case.ts'
import { agrees } from './compare.ts'
import type { Hub } from './hub.ts'

/** Milliseconds; a case that is not the smallest after that is small enough. */
const patience = 15_000

/** Takes away from a case whatever does not change that we and the hub differ on it. */
export async function shrink(each: Case, version: HubVersion, hub: Hub): Promise<Case> {
  const end = Date.now() + patience
  const outcome = outcomeOf(each)
  let smallest = each
  while (Date.now() < end) {
    // One start of Python for all the candidates of a round.
    const answered = await hub.answer(smaller(smallest))
    const differing = answered.find((next) => outcomeOf(next) === outcome && !agrees(next, version))
    if (!differing) break
    smallest = differing
  }
  return smallest
}

/** What kind of answer the hub gives: a smaller case that has another kind differs for another reason. */
function outcomeOf({ hub }: Case): string {
  if ('raises' in hub) return hub.raises
  const refused = z.safeParse(z.object({ status: z.number() }), hub.value)
  return refused.success ? String(refused.data.status) : 'result'
}

function smaller(each: Case): Case[] {
  const { hub, fn, ...inputs } = each
  return withoutOne(inputs).flatMap((candidate) => {
    const parsed = z.safeParse(caseSchema, { ...(candidate as object), fn, hub })
    return parsed.success ? [parsed.data] : []
  })
}

/** Every value that comes of taking an item from a list in it, or a list from a record of lists; halves first. */
function withoutOne(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    const half = Math.ceil(value.length / 2)
    const halves = value.length > 3 ? [value.slice(0, half), value.slice(half)] : []
    const single = value.map((_, index) => value.toSpliced(index, 1))
    const inner = value.flatMap((item, index) => withoutOne(item).map((less) => value.with(index, less)))
    return [...halves, ...single, ...inner]
  }
  if (typeof value !== 'object' || value === null) return []
  const entries = Object.entries(value)
  const isRecord = entries.every(([, item]) => Array.isArray(item))
  const fewer = isRecord ? entries.map((_, index) => Object.fromEntries(entries.toSpliced(index, 1))) : []
  const inner = entries.flatMap(([key, item]) =>
    withoutOne(item).map((less) => Object.fromEntries([...entries, [key, less]])),
  )
  return [...fewer, ...inner]
}
