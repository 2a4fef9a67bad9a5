import { saysScopesToStrangers } from '#hub/versions.ts'
import { grantsFor, opens, type Question } from '../grants/grant.ts'
import type { Evidence } from '../evidence.ts'
import type { Finding } from '../finding.ts'
import { questionOf } from '../question.ts'
import { compareScopes } from '../scope-comparison.ts'
import { all, deedOf, either } from '../words.ts'
import { type FilterOrigin, filterOrigin, limitsOf } from '../filters.ts'
import { missingScope, type Reading } from './missing-scope.ts'

/** The hub's answer to who may not make a token for somebody. Source: `UserTokenListAPIHandler.post`. */
const noToken = /^(User|Service) .* not found or no permissions to generate tokens$/s

/**
 * The hub names scopes of which the token holds none, or none that reaches far enough. A token shows what it may do and
 * not why: it holds what the user's roles and the service's delegation list have in common.
 */
export function scopeDenied(evidence: Evidence): Finding | undefined {
  const { error, answeredBy } = evidence.request
  if (error.tag !== 'refused' || error.status !== 403 || answeredBy !== 'hub') return undefined
  const { hubVersion: version, credential } = evidence
  if (!version || !credential) return undefined
  const question = questionOf(evidence, version)
  if (!error.requiredScopes && !(question && isWordless(question, error.message))) return undefined
  const scopes = compareScopes(evidence, version)
  const names = scopes.required.map(({ scope }) => scope)
  const reading = question ? read(question, names) : unknownDeed(names)
  const grants = question && reading.grantable ? grantsFor(question) : []
  const { grantable: _, ...rest } = reading
  return { code: 'scope-denied', scopes, ...rest, ...(question && grants.length > 0 ? { question } : {}) }
}

/** Two refusals are about scopes and do not name them: of a new token, and of a list with filters of an odd kind. */
function isWordless(question: Question, message: string): boolean {
  if (question.operation === 'createToken') return noToken.test(message)
  const decision = opens(question, question.who.scopes)
  return decision.verdict === 'denied' && decision.rule.tag === 'list-refuses-filter'
}

/** What a refused question means, before and after it is asked: by the rule of the hub that decides it. */
function read(question: Question, names: readonly string[]): Reading {
  const decision = opens(question, question.who.scopes)
  if (decision.verdict !== 'denied') return surprising(question, names)
  const { rule } = decision
  switch (rule.tag) {
    case 'needs-unfiltered':
      return needsAll(question, names, rule.scopes)
    case 'list-refuses-filter':
      return oddFilter(rule.scopes)
    case 'filtered-out':
    case 'filter-of-other-kind':
      return newTokenFiltered(question, names, rule.scopes)
    default:
      return missingScope(question, names)
  }
}

function needsAll(question: Question, names: readonly string[], held: readonly string[]): Reading {
  const deed = deedOf(question.operation)
  const whose = whoseFilter(filterOrigin({ ...question, target: { kind: 'none' } }, names[0] ?? ''))
  return {
    certainty: 'certain',
    title: `Your right to ${deed} reaches a part of the hub; this needs all of it`,
    explanation: `Your token holds ${all(held)}. This is not about one user, server or group, so the hub wants ${either(names)} without a filter.${whose}`,
    fixes: [],
    grantable: true,
  }
}

function whoseFilter(origin: FilterOrigin): string {
  switch (origin.by) {
    case 'roles':
      return ' The filter comes from your roles.'
    case 'delegation':
      return ` The filter may come from what Hubscope may be delegated, which is ${all(origin.scopes)}.`
    case 'login':
      return ' Your roles hold it without one by now: this login is older. Log out of Hubscope and in again.'
    case 'either':
      return ''
  }
}

function oddFilter(held: readonly string[]): Reading {
  return {
    certainty: 'certain',
    title: `The hub cannot narrow this list by ${all(limitsOf(held).map(kindOf))}`,
    explanation: `Your token holds ${all(held)}. The hub narrows this list by some kinds of filters only and refuses it altogether where there is one of another kind.`,
    fixes: [
      {
        text: `Take the filter out of the role that holds ${all(held)}, or replace it as below.`,
        lines: [],
      },
    ],
    grantable: true,
  }
}

/** "a server", of "server alice/gpu". */
function kindOf(limit: string): string {
  return `a ${limit.split(' ', 1)[0]}`
}

function newTokenFiltered(question: Question, names: readonly string[], held: readonly string[]): Reading {
  const user = question.target.kind === 'user' ? question.target.user : ''
  return {
    certainty: 'certain',
    title: `Your right to make tokens leaves ${user} out`,
    explanation: `Your token holds ${either(names)} only for ${all(limitsOf(held))}. ${user} is not among them, or there is no such user; the hub gives the same answer to both.`,
    fixes: [],
    grantable: true,
  }
}

function surprising(question: Question, names: readonly string[]): Reading {
  const { text } = question.version
  // Up to 4.0.1 the same words stand for a login that was dropped, or that there never was.
  const old = saysScopesToStrangers(question.version)
    ? ` JupyterHub ${text} also says so to who is not logged in at all: something between Hubscope and the hub may remove the Authorization header.`
    : ''
  return {
    certainty: 'possible',
    title: `The hub refused to ${deedOf(question.operation)}, though this token seems to hold the scope`,
    explanation: `When Hubscope last asked, your token held ${either(names)}. Your roles may have changed since.${old}`,
    fixes: [{ text: 'Reload this page: it asks for your scopes again.', lines: [] }],
    grantable: false,
  }
}

function unknownDeed(names: readonly string[]): Reading {
  return {
    certainty: 'likely',
    title: 'This token does not hold the scope',
    explanation: `The hub asks for ${either(names)}.`,
    fixes: [],
    grantable: false,
  }
}
