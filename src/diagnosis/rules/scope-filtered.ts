import { filteredMessage } from '#hub/errors.ts'
import type { Target } from '#hub/scopes/decide.ts'
import { serverLabel } from '#hub/server-key.ts'
import type { Evidence } from '../evidence.ts'
import { filterOrigin, limitsOf } from '../filters.ts'
import type { Certainty, Finding } from '../finding.ts'
import { grantsFor, isAdminsOwn, opens, type Question, rolesOpen } from '../grants/grant.ts'
import { questionOf } from '../question.ts'
import { compareScopes } from '../scope-comparison.ts'
import { all } from '../words.ts'

/**
 * The 404 that is no plain "not there": a scope is held, with filters that leave the target out, or the target does not
 * exist. The hub answers both alike on purpose. Source: `needs_scope` in jupyterhub/scopes.py.
 */
export function scopeFiltered(evidence: Evidence): Finding | undefined {
  const { error, answeredBy, target } = evidence.request
  if (error.tag !== 'refused' || error.status !== 404 || error.message !== filteredMessage) return undefined
  const version = evidence.hubVersion
  if (answeredBy !== 'hub' || !version) return undefined
  const question = questionOf(evidence, version)
  const grants = question ? grantsFor(question) : []
  const reading = (question && read(question)) ?? unsure(target)
  return {
    code: 'scope-filtered-404',
    scopes: compareScopes(evidence, version),
    ...reading,
    fixes: isSeen(target)
      ? []
      : [{ text: `First make sure that ${whatFor(target)} exists: no grant helps if not.`, lines: [] }],
    ...(question && grants.length > 0 ? { question } : {}),
  }
}

interface Reading {
  certainty: Certainty
  title: string
  explanation: string
}

const title = 'Left out by your token’s filter, or not there: the hub will not say which'
const either = 'the hub gives the same answer to both, so that nobody can find out names by asking.'

/** By the rule of the hub that closes it to what the token holds; undefined when that rule would not answer so. */
function read(question: Question): Reading | undefined {
  const decision = opens(question, question.who.scopes)
  if (decision.verdict === 'unknown') return leftOut(question, decision.rule.scopes)
  if (decision.verdict !== 'denied') return undefined
  switch (decision.rule.tag) {
    case 'filtered-out':
      return leftOut(question, decision.rule.scopes)
    case 'stopped-at-first':
      return {
        certainty: 'certain',
        title: 'This hub stopped at the first scope you hold, and its filter leaves this out',
        explanation: `Any one of several scopes would do. Hubs before 5.0 look at the first one that is held, which is ${all(decision.rule.scopes)} here, and not at ${decision.rule.overlooked}, which you hold too and which would open it. JupyterHub 5 looks at all of them.`,
      }
    default:
      return undefined
  }
}

/** Whose groups are known, that user is in sight, so there is such a user. */
function isSeen(target: Target): boolean {
  return (target.kind === 'user' || target.kind === 'server') && target.userGroups !== undefined
}

function leftOut(question: Question, held: readonly string[]): Reading {
  const { target } = question
  const reaches = `Your token reaches only ${all(limitsOf(held))}.`
  if (isSeen(target)) {
    return {
      certainty: 'certain',
      title: 'Left out by your token’s filter',
      explanation: `${reaches} ${whatOf(target)} lies outside. The hub would say the same if there were no such thing, so that nobody can find out names by asking.${originOf(question, held)}`,
    }
  }
  return {
    certainty: 'certain',
    title,
    explanation: `${reaches} ${whatOf(target)} lies outside, or does not exist; ${either}${originOf(question, held)}`,
  }
}

/** A sentence on whose filter it is, as far as that is known. */
function originOf(question: Question, held: readonly string[]): string {
  const [base = ''] = held.map((scope) => scope.split('!', 1)[0] ?? '')
  const origin = filterOrigin(question, base)
  switch (origin.by) {
    case 'roles':
      return rolesOpen(question) === false
        ? ' The filter comes from your roles: the hub says so to your own login.'
        : ` The filter comes from your roles: Hubscope may be delegated ${base} for this.`
    case 'login':
      return ' Your roles reach it and Hubscope may be delegated it by now: this login is older. Log out of Hubscope and in again.'
    case 'delegation':
      return ` The filter is one of what Hubscope may be delegated, which is ${all(origin.scopes)}; ${
        rolesOpen(question) === true || isAdminsOwn(question, base)
          ? 'your roles reach it.'
          : 'how far your roles reach, a token does not show.'
      }`
    case 'either':
      return rolesOpen(question) === true
        ? ' The filter comes from what Hubscope may be delegated: your roles reach it.'
        : ' The filter comes from your roles, or from what Hubscope may be delegated.'
  }
}

function unsure(target: Target): Reading {
  return {
    certainty: 'likely',
    title,
    explanation: `${whatOf(target)} lies outside what your token’s filters let through, or does not exist; the hub gives the same answer to both.`,
  }
}

function whatOf(target: Target): string {
  const what = whatFor(target)
  return what.charAt(0).toUpperCase() + what.slice(1)
}

function whatFor(target: Target): string {
  switch (target.kind) {
    case 'none':
      return 'what was asked for'
    case 'user':
      return `the user ${target.user}`
    case 'server':
      return `the server ${serverLabel(target.server)} of ${target.user}`
    case 'group':
      return `the group ${target.group}`
    case 'service':
      return `the service ${target.service}`
  }
}
