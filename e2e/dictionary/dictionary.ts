import type { Sentence } from '#diagnosis/read/testing/sentences.ts'
import type { Provocation } from './provocation.ts'
import { identity } from './provocations/identity.ts'
import { input } from './provocations/input.ts'
import { pages } from './provocations/pages.ts'
import { servers } from './provocations/servers.ts'
import { services } from './provocations/services.ts'

/** Every sentence of the dictionary: how it is provoked on a real hub, or why it cannot be. */
export const dictionary: Record<Sentence, readonly Provocation[] | string> = {
  ...identity,
  ...input,
  ...servers,
  ...services,
  ...pages,
}
