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
  const loginAgain: Fix = { text: 'Log out of Hubscope and in again.', lines: [] }
  const delegate: Fix = {
    text: `Let Hubscope be delegated ${scope}. It still gives nobody a right that their own roles lack. ${afterChange}`,
    lines: delegationLines(scope, service),
  }
  const grant = (when: string): Fix => ({
    text: `${when}, add a role. ${afterChange}`,
    lines: roleLines(scope, name),
  })

  const part = near.filter((held) => names.includes(parseScope(held).base))
  if (part.length > 0) {
    return {
      certainty: 'certain',
      title: `Your right to ${deed} reaches a part of the hub; this needs all of it`,
      explanation: `Your token holds ${all(part)}. This is not about one user, server or group, so the hub wants ${either(names)} without a filter.`,
      fixes: [grant('If you should hold it for the whole hub')],
    }
  }
  switch (broadest(required.map(({ delegable }) => delegable))) {
    case 'no':
      return byAdminRole
        ? {
            certainty: 'certain',
            title: `Your account may ${deed}; Hubscope was not given that right`,
            explanation: `You are an admin, so your role holds ${either(names)}. The hub’s configuration leaves it out of what Hubscope may be delegated, so no visitor’s token holds it here.`,
            fixes: [delegate],
          }
        : {
            certainty: 'certain',
            title: `Hubscope was not given the right to ${deed}`,
            explanation: `The hub’s configuration leaves ${either(names)} out of what Hubscope may be delegated, so no visitor’s token holds it here. Whether your own roles hold it, a token does not show.`,
            fixes: [delegate, grant('If your roles do not hold it either')],
          }
    case 'filtered':
      return {
        certainty: 'certain',
        title: `Hubscope was given the right to ${deed} for some only`,
        explanation: `The hub’s configuration lets Hubscope be delegated ${either(names)} with a filter, and what your roles hold lies outside it.`,
        fixes: [delegate, grant('If your roles do not hold it at all')],
      }
    case 'yes':
      return byAdminRole
        ? {
            certainty: 'likely',
            title: 'Your login is older than what Hubscope may do',
            explanation: `You are an admin and Hubscope may be delegated ${either(names)}, but your token does not hold it. A token keeps the scopes it was issued with.`,
            fixes: [loginAgain],
          }
        : {
            certainty: 'certain',
            title: `Your roles did not hold the right to ${deed} when you logged in`,
            explanation: `Hubscope may be delegated ${either(names)}, and your token did not get it: at login none of your roles, or of your groups’ roles, held it.`,
            fixes: [
              { text: 'If a role was added since, log out of Hubscope and in again.', lines: [] },
              grant('Otherwise'),
            ],
          }
    case 'unknown':
      return {
        certainty: 'likely',
        title: `This token does not hold the right to ${deed}`,
        explanation: byAdminRole
          ? `You are an admin, so your role holds ${either(names)}. Hubscope was probably not given it; its configuration does not tell Hubscope what it may be delegated.`
          : `Either Hubscope may not be delegated ${either(names)}, or your roles do not hold it. A token does not show which, and the hub’s configuration does not tell Hubscope what it may be delegated.`,
        fixes: byAdminRole ? [delegate, loginAgain] : [delegate, grant('If your roles do not hold it')],
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
  return decide(request.operation, request.target, held, version).verdict === 'allowed'
}

/** What the service may be delegated of scopes any of which would do. */
function broadest(delegable: readonly Delegable[]): Delegable {
  const order = ['yes', 'filtered', 'unknown', 'no'] as const
  return order.find((each) => delegable.includes(each)) ?? 'unknown'
}
