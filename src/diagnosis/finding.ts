import type { FindingCode } from './codes.ts'
import type { Question } from './grants/grant.ts'

/** `certain`: nothing else fits the evidence; `likely`: something else might, rarely; `possible`: one of several. */
export type Certainty = 'certain' | 'likely' | 'possible'

/** One explanation of what went wrong. All texts are plain and may hold the hub's own words. */
export interface Finding {
  code: FindingCode
  certainty: Certainty
  /** One sentence without a full stop. */
  title: string
  /** Why, and how we know, in sentences. */
  explanation: string
  /** For refusals about scopes. */
  scopes?: ScopeComparison
  /** For what a scope would open: `grantsFor` it says which. */
  question?: Question
  /** What helps, the first that applies first. */
  fixes: readonly Fix[]
}

/** Whether the service may be delegated a scope: `filtered` for some users, servers or groups only. */
export type Delegable = 'yes' | 'filtered' | 'no' | 'unknown'

export interface ScopeComparison {
  /** Any one of these opens the operation. */
  required: readonly { scope: string; delegable: Delegable }[]
  /** Where the list comes from: the answer itself, or our table of operations. */
  source: 'answer' | 'table'
  /** Scopes that hold a required one, the nearest first. */
  within: readonly string[]
  /** What the token holds that comes near: the same with a filter, parts of it, siblings. */
  near: readonly string[]
}

export interface Fix {
  /** What to do, and when it applies, as a sentence. */
  text: string
  /** Lines for `jupyterhub_config.py`; empty when there is nothing to write, or `question` tells what. */
  lines: readonly ConfigLine[]
  /** Where the lines belong, when not there: "nginx". */
  where?: string
}

export interface ConfigLine {
  text: string
  /** To be added; the others show where. */
  added?: boolean
}
