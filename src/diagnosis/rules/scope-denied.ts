import { decide } from '#hub/scopes/decide.ts'
import { adminsHold } from '#hub/scopes/admin-role.ts'
import { parseScope, parseScopes } from '#hub/scopes/parse.ts'
import type { HubVersion } from '#hub/versions.ts'
import { afterChange, delegationLines, roleLines } from '../config-lines.ts'
import type { Evidence } from '../evidence.ts'
import type { Certainty, Delegable, Finding, Fix, ScopeComparison } from '../finding.ts'
import { compareScopes, weakest } from '../scope-comparison.ts'
import { all, deedOf, either } from '../words.ts'

/**
 * The hub names scopes of which the token holds none. A token shows what it may do and not why: what the user's roles
 * hold beyond it, nobody but an admin's role tells. So what the service may be delegated decides the reading.
 */
export function scopeDenied(evidence: Evidence): Finding | undefined {
  const { error, answeredBy } = evidence.request
  if (error.tag !== 'refused' || error.status !== 403 || answeredBy !== 'hub' || !error.requiredScopes) {
    return undefined
  }
  const version = evidence.hubVersion
  if (!version || !evidence.credential) return undefined
  const scopes = compareScopes(evidence, version)
  const names = scopes.required.map(({ scope }) => scope)
  return { code: 'scope-denied', scopes, ...read(evidence, version, scopes, names) }
}

const loginAgain: Fix = { text: 'Log out of Hubscope and in again.', lines: [] }

interface Reading {
  certainty: Certainty
  title: string
  explanation: string
  fixes: readonly Fix[]
}

function read(
  evidence: Evidence,
  version: HubVersion,
  { required, near }: ScopeComparison,
  names: readonly string[],
): Reading {
  const { request, credential, service } = evidence
  const deed = deedOf(request.operation)
  const scope = weakest(names, version) ?? ''
  const name = credential?.name ?? ''
  if (holdsOne(evidence, version, names)) return surprising(deed, names)

  const byAdminRole = credential?.admin === true && names.some((each) => adminsHold(each, version))
  const which = either(names)
  const delegate: Fix = {
    text: `Let Hubscope be delegated ${scope}; nobody gains a right that their own roles lack.`,
    lines: delegationLines(scope, service),
  }
  const grant = (when: string): Fix => ({ text: `${when}, add a role.`, lines: roleLines(scope, name) })

  const part = near.filter((held) => names.includes(parseScope(held).base))
  if (part.length > 0) {
    return {
      certainty: 'certain',
      title: `Your right to ${deed} reaches a part of the hub; this needs all of it`,
      explanation: `Your token holds ${all(part)}. This is not about one user, server or group, so the hub wants ${which} without a filter.`,
      fixes: [grant('If you should hold it for the whole hub'), afterChange],
    }
  }
  switch (broadest(required.map(({ delegable }) => delegable))) {
    case 'no':
      return byAdminRole
        ? {
            certainty: 'certain',
            title: `Your account may ${deed}; Hubscope was not given that right`,
            explanation: `You are an admin, so your role holds ${which}. What Hubscope may be delegated leaves it out, so no visitor’s token holds it here.`,
            fixes: [delegate, afterChange],
          }
        : {
            certainty: 'certain',
            title: `Hubscope was not given the right to ${deed}`,
            explanation: `What Hubscope may be delegated leaves out ${which}, so no visitor’s token holds it here. Whether your own roles hold it, a token does not show.`,
            fixes: [delegate, grant('If your roles do not hold it either'), afterChange],
          }
    case 'filtered':
      return {
        certainty: 'certain',
        title: `Hubscope was given the right to ${deed} for some only`,
        explanation: `Hubscope may be delegated ${which} with a filter, and what your roles hold lies outside it, if they hold it at all.`,
        fixes: [delegate, grant('If your roles do not hold it'), afterChange],
      }
    case 'yes':
      return byAdminRole
        ? {
            certainty: 'likely',
            title: 'Your login is older than what Hubscope may do',
            explanation: `You are an admin and Hubscope may be delegated ${which}, but your token does not hold it. A token keeps the scopes it was issued with.`,
            fixes: [loginAgain],
          }
        : {
            certainty: 'certain',
            title: `Your roles do not hold the right to ${deed}`,
            explanation: `Hubscope may be delegated ${which}, and your token does not hold it: your roles and those of your groups do not, or did not yet when you logged in.`,
            fixes: [
              { text: 'If a role was added since, log out of Hubscope and in again.', lines: [] },
              grant('Otherwise'),
              afterChange,
            ],
          }
    case 'unknown':
      return {
        certainty: 'likely',
        title: `This token does not hold the right to ${deed}`,
        explanation: byAdminRole
          ? `You are an admin, so your role holds ${which}. Hubscope was probably not given it; the hub’s configuration does not tell Hubscope what it may be delegated.`
          : `Either Hubscope may not be delegated ${which}, or your roles do not hold it. A token does not show which, and the hub’s configuration does not tell Hubscope what it may be delegated.`,
        fixes: byAdminRole
          ? [delegate, afterChange]
          : [delegate, grant('If your roles do not hold it'), afterChange],
      }
  }
}

function surprising(deed: string, names: readonly string[]): Reading {
  return {
    certainty: 'possible',
    title: `The hub refused to ${deed}, though this token seems to hold the scope`,
    explanation: `When Hubscope last asked, your token held ${either(names)}. Your roles may have changed since.`,
    fixes: [{ text: 'Reload this page: it asks for your scopes again.', lines: [] }],
  }
}

/** True when our reading of the token would have opened the operation, by the scopes that the answer names. */
function holdsOne({ request, credential }: Evidence, version: HubVersion, names: readonly string[]): boolean {
  const held = parseScopes(credential?.scopes ?? [])
  const extents = names.map((scope) => held.get(scope)).filter((extent) => extent !== undefined)
  if (extents.includes('all')) return true
  if (!request.operation || extents.length === 0) return false
  return decide(request.operation, request.target, held, { version }).verdict === 'allowed'
}

/** What the service may be delegated of scopes any of which would do. */
function broadest(delegable: readonly Delegable[]): Delegable {
  const order = ['yes', 'filtered', 'unknown', 'no'] as const
  return order.find((each) => delegable.includes(each)) ?? 'unknown'
}
