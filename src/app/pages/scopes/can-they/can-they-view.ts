import * as z from 'zod/mini'

/** What the address says: about whom, and on what. Empty is not chosen. */
export interface Question {
  kind: 'user' | 'service'
  who: string
  /** The user on whom, and the name of the server: empty for the default one. */
  user: string
  server: string
  group: string
  service: string
}

/** Named, because a linter takes `z.catch(` for a promise's. */
const or = z.catch
const text = or(z.string(), '')

const questionSchema = z.object({
  kind: or(z.enum(['user', 'service']), 'user'),
  who: text,
  user: text,
  server: text,
  group: text,
  service: text,
})

/** Parameters in the address begin with this, apart from `who` and `kind`: other pages have names of users there too. */
const names = {
  kind: 'kind',
  who: 'who',
  user: 'on-user',
  server: 'on-server',
  group: 'on-group',
  service: 'on-service',
} as const

export function questionIn(search: URLSearchParams): Question {
  const given = Object.entries(names).map(([key, name]) => [key, search.get(name) ?? undefined])
  return questionSchema.parse(Object.fromEntries(given))
}

/** The address with another question; what is empty is left out. */
export function writeQuestion(search: URLSearchParams, change: Partial<Question>): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const [key, value] of Object.entries({ ...questionIn(search), ...change })) {
    const name = names[key as keyof Question]
    if (value === '' || (key === 'kind' && value === 'user')) next.delete(name)
    else next.set(name, value)
  }
  return next
}
