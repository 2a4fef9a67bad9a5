import { type HubVersion, isSince } from '../versions.ts'
import { type Definition, definitions } from './definitions.ts'

/** The subscopes of each custom scope, as a hub's configuration defines them. */
export type CustomScopes = ReadonlyMap<string, readonly string[]>

/** True when a hub of this version defines the scope `base` (without filter). */
export function isDefined(base: string, version: HubVersion, custom?: CustomScopes): boolean {
  if (custom?.has(base)) return true
  const definition = definitions.get(base)
  return definition !== undefined && isOffered(definition, version)
}

/** Every scope name a hub of this version defines by itself. */
export function scopeNames(version: HubVersion): string[] {
  return [...definitions].filter(([, each]) => isOffered(each, version)).map(([base]) => base)
}

/**
 * The base and all scopes below it, in a hub of this version; just the base when it is not known.
 * Source: `_expand_scope` in jupyterhub/scopes.py.
 */
export function withSubscopes(base: string, version: HubVersion, custom?: CustomScopes): string[] {
  const found = new Set<string>([base])
  // A Set grows while it is walked, so this reaches every level.
  for (const name of found) for (const child of childrenOf(name, version, custom)) found.add(child)
  return [...found]
}

/** The scopes directly below this one, in a hub of this version. */
export function childrenOf(base: string, version: HubVersion, custom?: CustomScopes): readonly string[] {
  const own = custom?.get(base)
  if (own) return own
  return (definitions.get(base)?.children ?? []).filter((child) => isDefined(child, version))
}

/** The scopes that hold this one directly, in a hub of this version. */
export function parentsOf(base: string, version: HubVersion): string[] {
  return scopeNames(version).filter((name) => definitions.get(name)?.children?.includes(base))
}

/** Every scope that holds this one, the nearest first. */
export function superscopesOf(base: string, version: HubVersion): string[] {
  const found = new Set(parentsOf(base, version))
  for (const name of found) {
    for (const parent of parentsOf(name, version)) found.add(parent)
  }
  return [...found]
}

function isOffered({ since }: Definition, version: HubVersion): boolean {
  return since === undefined || isSince(version, since)
}
