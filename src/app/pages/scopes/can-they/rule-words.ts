import type { Decision } from '#hub/scopes/decide.ts'
import type { HubVersion } from '#hub/versions.ts'

/** The rule that decided, as a sentence. */
export function ruleWords(decision: Decision, version: HubVersion): string {
  switch (decision.verdict) {
    case 'allowed':
      return allowedWords(decision.rule)
    case 'denied':
      return deniedWords(decision, version)
    case 'unknown': {
      const { scopes, user } = decision.rule
      return `Holds ${list(scopes)}; your token does not show whether ${user} is in that group.`
    }
  }
}

type Allowed = Extract<Decision, { verdict: 'allowed' }>
type Denied = Extract<Decision, { verdict: 'denied' }>

function allowedWords(rule: Allowed['rule']): string {
  switch (rule.tag) {
    case 'public':
      return 'Takes no token.'
    case 'any-credential':
      return 'Any token will do.'
    case 'unfiltered':
    case 'filter-matches':
      return `Holds ${rule.scope}.`
    case 'group-membership':
      return `Holds ${rule.scope}, and ${rule.user} is in ${rule.group}.`
    case 'narrowed-list':
      return `Sees what ${list(rule.scopes)} names.`
    case 'filter-overlooked':
      return `Holds ${list(rule.scopes)}; this hub does not look at the filter here.`
  }
}

function deniedWords({ rule, scopes }: Denied, version: HubVersion): string {
  const needs = scopes.join(' or ')
  switch (rule.tag) {
    case 'not-offered':
      return `JupyterHub ${version.text} does not have it.`
    case 'not-logged-in':
      return 'Needs a login.'
    case 'missing':
      return `Needs ${needs}; none is held.`
    case 'needs-unfiltered':
      return `Needs ${needs} without a filter; holds ${list(rule.scopes)}.`
    case 'list-refuses-filter':
      return `This list cannot be narrowed by ${list(rule.scopes)}.`
    case 'filtered-out':
      return `Holds ${list(rule.scopes)}, which does not reach it.`
    case 'stopped-at-first':
      return `Holds ${rule.overlooked}, but this hub stops at ${list(rule.scopes)}, which does not reach it.`
    case 'filter-of-other-kind':
      return `Holds ${list(rule.scopes)}; before 5.5.2 a service needs it without a filter.`
  }
}

function list(scopes: readonly string[]): string {
  return scopes.join(' and ')
}
