import type { HubVersion } from '../versions.ts'
import { isDefined } from './hierarchy.ts'

/** One entry of the configuration's `custom_scopes`; values of any shape, since a configuration may hold any. */
export interface CustomDefinition {
  description?: unknown
  subscopes?: unknown
}

/** Why a hub does not start with these custom scopes. */
export interface CustomProblem {
  scope: string
  problem: 'redefines' | 'name' | 'no-description' | 'no-list' | 'not-custom' | 'not-found'
}

// Python's `$` lets one newline stand at the end.
const pattern = /^custom:[a-z0-9][a-z0-9_\-*:]+[a-z0-9_*]\n?$/

/**
 * The first thing that is wrong with custom scopes, in their order. A hub that has them already is not looked at.
 * Source: `define_custom_scopes` in jupyterhub/scopes.py.
 */
export function customProblem(
  definitions: ReadonlyMap<string, CustomDefinition>,
  version: HubVersion,
): CustomProblem | undefined {
  for (const [scope, definition] of definitions) {
    if (isDefined(scope, version)) return { scope, problem: 'redefines' }
    if (!pattern.test(scope)) return { scope, problem: 'name' }
    if (!('description' in definition)) return { scope, problem: 'no-description' }
    if (!('subscopes' in definition)) continue
    const subscopes = stringsOf(definition.subscopes)
    if (!subscopes) return { scope, problem: 'no-list' }
    for (const subscope of subscopes) {
      if (definitions.has(subscope)) continue
      return { scope, problem: isDefined(subscope, version) ? 'not-custom' : 'not-found' }
    }
  }
  return undefined
}

function stringsOf(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((each): each is string => typeof each === 'string')
    ? value
    : undefined
}
