import type { FindingCode } from '#diagnosis/codes.ts'
import type { Sentence } from '#diagnosis/read/testing/sentences.ts'
import type { HubVersion } from '#hub/versions.ts'
import type { Exchange } from './exchange.ts'
import type { Lab } from './lab.ts'

/** How a message is provoked on a real hub, and what the reader has to find in the true answer. */
export interface Provocation {
  /** What is done, for the test's title. */
  by: string
  /** Which hubs say it; by default all. */
  on?: (version: HubVersion) => boolean
  /** What has to be there before; the log of it is not read. */
  given?: (lab: Lab) => Promise<unknown>
  provoke(lab: Lab): Promise<Exchange>
  /** The hub's words, where they are not the dictionary's sentence letter by letter. */
  says?: RegExp
  /** Services without a page of their own for errors have the words in their log only. */
  in?: 'log'
  /** The status, where it is not the dictionary's. */
  status?: number
  /** The first finding of the words alone, where it is not the dictionary's. `null`: none. */
  alone?: FindingCode | null
  /** The same of the whole exchange, as curl prints it. */
  shown?: FindingCode | null
  /** The same of the lines that hub, proxy and service log meanwhile; `false`: none that tell of it. */
  logged?: FindingCode | null | false
}

/** By sentence: how it is provoked, or why it cannot be. */
export type Provocations = Partial<Record<Sentence, readonly Provocation[] | string>>
