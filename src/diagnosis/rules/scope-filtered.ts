import { filteredMessage } from '#hub/errors.ts'
import type { Target } from '#hub/scopes/decide.ts'
import { parseScope, parseScopes } from '#hub/scopes/parse.ts'
import { serverLabel } from '#hub/server-key.ts'
import { afterChange, roleLines } from '../config-lines.ts'
import type { Evidence } from '../evidence.ts'
import type { Finding, Fix } from '../finding.ts'
import { compareScopes, weakest } from '../scope-comparison.ts'
import { all } from '../words.ts'

/**
 * The 404 that is no plain "not there": a scope is held, with filters that leave the target out, or the target does not
 * exist. The hub answers both alike on purpose. Source: `needs_scope` in jupyterhub/scopes.py.
 */
export function scopeFiltered(evidence: Evidence): Finding | undefined {
  const { error, answeredBy, target } = evidence.request
  if (error.tag !== 'refused' || error.status !== 404 || error.message !== filteredMessage) return undefined
  if (answeredBy !== 'hub' || !evidence.hubVersion) return undefined
  const scopes = compareScopes(evidence, evidence.hubVersion)
  const names = scopes.required.map(({ scope }) => scope)
  const held = parseScopes(evidence.credential?.scopes ?? [])
  const filtered = names.some((scope) => held.get(scope) === 'all')
    ? []
    : scopes.near.filter((scope) => names.includes(parseScope(scope).base))
  return {
    code: 'scope-filtered-404',
    certainty: filtered.length > 0 ? 'certain' : 'likely',
    title: 'Left out by your token’s filter, or not there: the hub will not say which',
    explanation:
      filtered.length > 0
        ? `Your token reaches only ${all(reach(filtered))}. ${what(target)} lies outside, or does not exist; the hub gives the same answer to both, so that nobody can find out names by asking.`
        : `${what(target)} lies outside what your token’s filters let through, or does not exist; the hub gives the same answer to both.`,
    scopes,
    fixes: fixes(evidence, weakest(names, evidence.hubVersion)),
  }
}

/** What held scopes are limited to: "group physics-101", "user ta". */
function reach(scopes: readonly string[]): string[] {
  const limits = scopes.map((scope) => parseScope(scope).filter).filter((filter) => filter !== undefined)
  return [...new Set(limits.map(({ kind, value }) => `${kind} ${value ?? ''}`))]
}

function what(target: Target): string {
  switch (target.kind) {
    case 'none':
      return 'What was asked for'
    case 'user':
      return `The user ${target.user}`
    case 'server':
      return `The server ${serverLabel(target.server)} of ${target.user}`
    case 'group':
      return `The group ${target.group}`
    case 'service':
      return `The service ${target.service}`
  }
}

function fixes({ request: { target }, credential }: Evidence, scope: string | undefined): Fix[] {
  const filter = filterFor(target)
  if (!scope || !credential || !filter) return []
  return [
    {
      text: 'If it exists and you should reach it, add a role.',
      lines: roleLines(`${scope}!${filter}`, credential.name),
    },
    afterChange,
  ]
}

/** The narrowest filter that lets a target through and outlives a server. */
function filterFor(target: Target): string | undefined {
  switch (target.kind) {
    case 'none':
      return undefined
    case 'user':
    case 'server':
      return `user=${target.user}`
    case 'group':
      return `group=${target.group}`
    case 'service':
      return `service=${target.service}`
  }
}
