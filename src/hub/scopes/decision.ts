import type { HubVersion } from '../versions.ts'

/** The names of a user's groups; undefined when they are not known. */
export type GroupLookup = (user: string) => readonly string[] | undefined

/** What a decision depends on besides the target and the scopes held. */
export interface Facts {
  version: HubVersion
  /** False for a request without valid credentials; true when left out. */
  loggedIn?: boolean
  /** Who asks; a user when left out. Older hubs take services for something else when they make tokens. */
  requester?: 'user' | 'service'
  /** Asked where the target itself does not say in which groups its user is. */
  groupsOf?: GroupLookup
}

/** The rule that opened an operation. `scope` and `scopes` are held ones, with their filters. */
export type AllowingRule =
  | { tag: 'public' }
  | { tag: 'any-credential' }
  | { tag: 'unfiltered'; scope: string }
  | { tag: 'filter-matches'; scope: string }
  | { tag: 'group-membership'; scope: string; user: string; group: string }
  /** The list shows what the filters let through. */
  | { tag: 'narrowed-list'; scopes: readonly string[] }
  /** Before 5.0 a filter is not looked at where the operation is about the whole hub. */
  | { tag: 'filter-overlooked'; scopes: readonly string[] }

/** The rule that closed it. `scopes` are the held ones that come near, with their filters. */
export type DenyingRule =
  | { tag: 'not-offered' }
  | { tag: 'not-logged-in' }
  | { tag: 'missing' }
  /** The operation is about the whole hub, and what is held has a filter. */
  | { tag: 'needs-unfiltered'; scopes: readonly string[] }
  /** The list can only be narrowed by filters of other kinds. */
  | { tag: 'list-refuses-filter'; scopes: readonly string[] }
  | { tag: 'filtered-out'; scopes: readonly string[] }
  /** Before 5.0: `scopes` of the first base that is held decide, though `overlooked` would open the operation. */
  | { tag: 'stopped-at-first'; scopes: readonly string[]; overlooked: string }
  /** Before 5.5.2 a service that makes a token for a user is measured by filters for services. */
  | { tag: 'filter-of-other-kind'; scopes: readonly string[] }

/** What keeps us from knowing: `scopes` open the operation if `user` is in one of their groups. */
export interface OpenRule {
  tag: 'groups-unknown'
  scopes: readonly string[]
  user: string
}

/** The hub's answer to a denied request; `message` is undefined where the hub gives none of its own. */
export interface Refusal {
  status: 403 | 404 | 405
  message: string | undefined
}

/**
 * `denied`: no required scope is held (`missing`), all that are held have filters that leave the target out, nobody is
 * logged in, or the hub's version has no such operation. `unknown`: a group filter decides and the user's groups are
 * hidden. `scopes`: those required, any of which would do.
 */
export type Decision =
  | { verdict: 'allowed'; rule: AllowingRule }
  | {
      verdict: 'denied'
      why: 'missing' | 'filtered-out' | 'not-logged-in' | 'not-offered'
      scopes: readonly string[]
      rule: DenyingRule
      answer: Refusal
    }
  | { verdict: 'unknown'; scopes: readonly string[]; rule: OpenRule }
