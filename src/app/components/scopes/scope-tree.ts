import { childrenOf, parentsOf, scopeNames } from '#hub/scopes/hierarchy.ts'
import type { HubVersion } from '#hub/versions.ts'

/** A scope and those below it. A scope that stands below several others is in the tree as often. */
export interface ScopeNode {
  /** Unique in the tree: the names from the root on. */
  path: string
  scope: string
  children: ScopeNode[]
}

/** Metascopes: what they stand for is in the tree, and no token that the hub describes has them. */
const metascopes = new Set(['(no_scope)', 'self', 'inherit'])

/** The scopes of this version as the hub has them below each other; `custom`: others, which stand alone. */
export function scopeForest(version: HubVersion, custom: readonly string[] = []): ScopeNode[] {
  const roots = scopeNames(version).filter(
    (name) => !metascopes.has(name) && parentsOf(name, version).length === 0,
  )
  return [...roots, ...custom].map((scope) => nodeOf(scope, '', version))
}

function nodeOf(scope: string, above: string, version: HubVersion): ScopeNode {
  const path = above === '' ? scope : `${above} ${scope}`
  return { path, scope, children: childrenOf(scope, version).map((child) => nodeOf(child, path, version)) }
}

/** The part of the tree that holds matches: they, what stands above them, and all below. */
export function matching(nodes: readonly ScopeNode[], isMatch: (scope: string) => boolean): ScopeNode[] {
  return nodes.flatMap((node) => {
    if (isMatch(node.scope)) return [node]
    const children = matching(node.children, isMatch)
    return children.length > 0 ? [{ ...node, children }] : []
  })
}

/** Of the nodes above those that match, so that these are in sight. */
export function pathsAbove(nodes: readonly ScopeNode[], isMatch: (scope: string) => boolean): string[] {
  return nodes.flatMap(({ path, children }) => {
    const below = pathsAbove(children, isMatch)
    const isAbove = below.length > 0 || children.some(({ scope }) => isMatch(scope))
    return isAbove ? [path, ...below] : []
  })
}

/** Of every node that has some below it. */
export function openablePaths(nodes: readonly ScopeNode[]): string[] {
  return nodes.flatMap(({ path, children }) =>
    children.length > 0 ? [path, ...openablePaths(children)] : [],
  )
}
