import * as z from 'zod/mini'
import type { HubMemory } from './hub.ts'

/** A hub's memory as text, for a store that keeps nothing else. */
export function writeMemory(memory: HubMemory): string {
  return JSON.stringify(memory, (_, value: unknown) => {
    if (value instanceof Map) return { $map: [...value] }
    if (value instanceof Set) return { $set: [...value] }
    return value
  })
}

/** Only the outline: the text is one this very code wrote, in the same tab. */
const outline = z.custom<HubMemory>((value) => {
  const shape = z.object({
    db: z.object({
      users: z.map(z.number(), z.unknown()),
      groups: z.map(z.string(), z.unknown()),
      roles: z.map(z.string(), z.unknown()),
      services: z.map(z.string(), z.unknown()),
      tokens: z.map(z.number(), z.unknown()),
      routes: z.map(z.string(), z.unknown()),
      nextId: z.number(),
    }),
    spawns: z.array(z.unknown()),
  })
  return shape.safeParse(value).success
})

/** Undefined when the text is not a memory. */
export function readMemory(text: string): HubMemory | undefined {
  try {
    const value: unknown = JSON.parse(text, (_, item: unknown) => {
      const tagged = collection.safeParse(item)
      if (!tagged.success) return item
      return '$map' in tagged.data ? new Map(tagged.data.$map) : new Set(tagged.data.$set)
    })
    const parsed = outline.safeParse(value)
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

const collection = z.union([
  z.strictObject({ $map: z.array(z.tuple([z.unknown(), z.unknown()])) }),
  z.strictObject({ $set: z.array(z.unknown()) }),
])
