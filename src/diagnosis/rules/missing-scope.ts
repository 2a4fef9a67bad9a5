import { grantsFor, isAdminsOwn, ownerOf, type Question, rolesOpen } from '../grants/grant.ts'
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
  const words: Words = {
    deed: deedOf(question.operation),
    which: either(names),
    own: ownRight(question, names),
  }
  const [grant] = grantsFor(question)
  if (words.own === 'none') {
    return grant?.delegation === 'yes' ? bothLack(words) : rolesLack(words, !question.service.allowedScopes)
  }
  if (!question.service.allowedScopes) return untold(words)
  if (!grant) return words.own === 'unknown' ? ungrantable(words) : olderLogin(words)
  if (grant.delegation === 'no') return rolesLack(words, false)
  const partly = delegatedPart(question, names)
  return partly.length > 0 ? delegatedForSome(words, partly) : notDelegated(words)
}

/** What the user's own roles hold, and how we know. */
type OwnRight = 'by-admin-role' | 'by-roles' | 'none' | 'unknown'

interface Words {
  deed: string
  which: string
  own: OwnRight
}

function ownRight(question: Question, names: readonly string[]): OwnRight {
  const open = rolesOpen(question)
  if (open !== undefined) return open ? 'by-roles' : 'none'
  return names.some((each) => isAdminsOwn(question, each)) ? 'by-admin-role' : 'unknown'
}

/** "You are an admin, so your role holds proxy." */
function ownWords({ own, which }: Words): string {
  switch (own) {
    case 'by-admin-role':
      return `You are an admin, so your role holds ${which}.`
    case 'by-roles':
      return `Your roles hold ${which}: the hub says so to your own login.`
    case 'none':
      return `Your roles do not hold ${which}: the hub says so to your own login.`
    case 'unknown':
      return 'Whether your own roles hold it, a token does not show.'
  }
}

function notDelegated(words: Words): Reading {
  const { deed, which, own } = words
  const left = `What Hubscope may be delegated leaves out ${which}, so no visitor’s token holds it here.`
  return own === 'unknown'
    ? {
        certainty: 'certain',
        title: `Hubscope was not given the right to ${deed}`,
        explanation: `${left} ${ownWords(words)}`,
        fixes: [],
        grantable: true,
      }
    : {
        certainty: 'certain',
        title: `Your account may ${deed}; Hubscope was not given that right`,
        explanation: `${ownWords(words)} ${left}`,
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

function delegatedForSome(words: Words, partly: readonly string[]): Reading {
  const roles =
    words.own === 'unknown' ? 'What your roles hold lies outside, if they hold it at all.' : ownWords(words)
  return {
    certainty: 'certain',
    title: `Hubscope was given the right to ${words.deed} for some only`,
    explanation: `Hubscope may be delegated ${all(partly)} and no more of it. ${roles}`,
    fixes: [],
    grantable: true,
  }
}

function rolesLack(words: Words, isListUnknown: boolean): Reading {
  const { deed, which, own } = words
  const asked = own === 'none'
  const also = isListUnknown ? ' Whether Hubscope may be delegated it, its configuration does not tell.' : ''
  return {
    certainty: 'certain',
    title: `Your roles do not hold the right to ${deed}`,
    explanation: asked
      ? `${ownWords(words)}${also}`
      : `Hubscope may be delegated ${which}, and your token does not hold it: your roles and those of your groups do not, or did not yet when you logged in.`,
    fixes: asked ? [] : [{ text: 'If a role was added since, log out of Hubscope and in again.', lines: [] }],
    grantable: true,
  }
}

function bothLack(words: Words): Reading {
  return {
    certainty: 'certain',
    title: `Neither you nor Hubscope were given the right to ${words.deed}`,
    explanation: `${ownWords(words)} What Hubscope may be delegated leaves it out too, so it takes both halves of the grant.`,
    fixes: [],
    grantable: true,
  }
}

function olderLogin(words: Words): Reading {
  return {
    certainty: 'likely',
    title: 'Your login is older than what Hubscope may do',
    explanation: `${ownWords(words)} Hubscope may be delegated it, but your token does not hold it. A token keeps the scopes it was issued with.`,
    fixes: [{ text: 'Log out of Hubscope and in again.', lines: [] }],
    grantable: false,
  }
}

function ungrantable({ which, deed }: Words): Reading {
  return {
    certainty: 'likely',
    title: `This token does not hold the right to ${deed}`,
    explanation: `The hub asks for ${which}, and no role that Hubscope can think of opens it.`,
    fixes: [],
    grantable: false,
  }
}

function untold(words: Words): Reading {
  const { deed, which, own } = words
  const silent = 'the hub’s configuration does not tell Hubscope what it may be delegated.'
  if (own === 'unknown') {
    return {
      certainty: 'likely',
      title: `This token does not hold the right to ${deed}`,
      explanation: `Either Hubscope may not be delegated ${which}, or your roles do not hold it. A token does not show which, and ${silent}`,
      fixes: [],
      grantable: true,
    }
  }
  return {
    certainty: 'likely',
    title: `Your account may ${deed}; this login of Hubscope may not`,
    explanation: `${ownWords(words)} Hubscope was probably not given it; ${silent}`,
    fixes: [{ text: 'If it was, this login may be older: log out of Hubscope and in again.', lines: [] }],
    grantable: true,
  }
}
