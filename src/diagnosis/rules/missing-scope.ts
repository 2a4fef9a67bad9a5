import { adminsHold } from '#hub/scopes/admin-role.ts'
import { type Grant, grantsFor, ownerOf, type Question } from '../grants/grant.ts'
import type { Certainty, Fix } from '../finding.ts'
import { expandScopes } from '#hub/scopes/expand.ts'
import { parseScopes, unparse } from '#hub/scopes/parse.ts'
import { all, deedOf, either } from '../words.ts'

/** A finding about scopes without its code. */
export interface Reading {
  certainty: Certainty
  title: string
  explanation: string
  fixes: readonly Fix[]
  /** Whether a role or a delegation would help. */
  grantable: boolean
}

/**
 * None of the scopes is held. Two things let a token hold one: the user's roles, and the list of what the service may be
 * delegated. What is known of each of them decides the reading.
 */
export function missingScope(question: Question, names: readonly string[]): Reading {
  const { who, version, service } = question
  const byAdminRole = who.admin === true && names.some((each) => adminsHold(each, version))
  const which = either(names)
  const deed = deedOf(question.operation)
  if (!service.allowedScopes) return untold(byAdminRole, which, deed)
  const [grant] = grantsFor(question)
  if (!grant) return byAdminRole ? olderLogin(which) : ungrantable(which, deed)
  if (grant.delegation === 'no') return rolesLack(which, deed)
  const partly = delegatedPart(question, names)
  if (partly.length > 0) return delegatedForSome(deed, partly, grant)
  return byAdminRole
    ? {
        certainty: 'certain',
        title: `Your account may ${deed}; Hubscope was not given that right`,
        explanation: `You are an admin, so your role holds ${which}. What Hubscope may be delegated leaves it out, so no visitor’s token holds it here.`,
        fixes: [],
        grantable: true,
      }
    : {
        certainty: 'certain',
        title: `Hubscope was not given the right to ${deed}`,
        explanation: `What Hubscope may be delegated leaves out ${which}, so no visitor’s token holds it here. Whether your own roles hold it, a token does not show.`,
        fixes: [],
        grantable: true,
      }
}

/** What the service may be delegated of the scopes, where that is not all. */
function delegatedPart(question: Question, names: readonly string[]): string[] {
  const { service, version } = question
  const allowed = parseScopes(expandScopes(service.allowedScopes ?? [], ownerOf(question), version))
  return names.flatMap((base) => {
    const extent = allowed.get(base)
    return extent === undefined || extent === 'all' ? [] : unparse(base, extent)
  })
}

function delegatedForSome(deed: string, partly: readonly string[], { role }: Grant): Reading {
  const roles =
    role === 'no'
      ? 'You are an admin, so your role holds all of it.'
      : 'What your roles hold lies outside, if they hold it at all.'
  return {
    certainty: 'certain',
    title: `Hubscope was given the right to ${deed} for some only`,
    explanation: `Hubscope may be delegated ${all(partly)} and no more of it. ${roles}`,
    fixes: [],
    grantable: true,
  }
}

function rolesLack(which: string, deed: string): Reading {
  return {
    certainty: 'certain',
    title: `Your roles do not hold the right to ${deed}`,
    explanation: `Hubscope may be delegated ${which}, and your token does not hold it: your roles and those of your groups do not, or did not yet when you logged in.`,
    fixes: [{ text: 'If a role was added since, log out of Hubscope and in again.', lines: [] }],
    grantable: true,
  }
}

function olderLogin(which: string): Reading {
  return {
    certainty: 'likely',
    title: 'Your login is older than what Hubscope may do',
    explanation: `You are an admin and Hubscope may be delegated ${which}, but your token does not hold it. A token keeps the scopes it was issued with.`,
    fixes: [{ text: 'Log out of Hubscope and in again.', lines: [] }],
    grantable: false,
  }
}

function ungrantable(which: string, deed: string): Reading {
  return {
    certainty: 'likely',
    title: `This token does not hold the right to ${deed}`,
    explanation: `The hub asks for ${which}, and no role that Hubscope can think of opens it.`,
    fixes: [],
    grantable: false,
  }
}

function untold(byAdminRole: boolean, which: string, deed: string): Reading {
  return {
    certainty: 'likely',
    title: `This token does not hold the right to ${deed}`,
    explanation: byAdminRole
      ? `You are an admin, so your role holds ${which}. Hubscope was probably not given it; the hub’s configuration does not tell Hubscope what it may be delegated.`
      : `Either Hubscope may not be delegated ${which}, or your roles do not hold it. A token does not show which, and the hub’s configuration does not tell Hubscope what it may be delegated.`,
    fixes: [],
    grantable: true,
  }
}
