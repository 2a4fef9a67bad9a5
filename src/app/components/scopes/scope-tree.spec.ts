import { expect, test } from 'vitest'
import { scopeNames } from '#hub/scopes/hierarchy.ts'
import { versionOf } from '#hub/testing/version-of.ts'
import { matching, openablePaths, pathsAbove, scopeForest, type ScopeNode } from './scope-tree.ts'

const hub6 = versionOf('6.1.1')
const namesIn = (nodes: readonly ScopeNode[]): string[] =>
  nodes.flatMap(({ scope, children }) => [scope, ...namesIn(children)])

test.each(['3.1.1', '6.1.1'])(
  'every scope of %s is in the tree, but for those that stand for others',
  (text) => {
    const version = versionOf(text)
    const shown = new Set(namesIn(scopeForest(version)))
    const all = scopeNames(version).filter((name) => !['self', 'inherit', '(no_scope)'].includes(name))
    expect([...shown].toSorted()).toEqual(all.toSorted())
  },
)

test('paths are unique, also of a scope that stands below several', () => {
  const paths = openablePaths(scopeForest(hub6))
  expect(new Set(paths).size).toBe(paths.length)
  expect(paths).toContain('admin:servers servers')
})

test('a search keeps what stands above its matches, and nothing else', () => {
  const [root, ...others] = matching(scopeForest(hub6), (scope) => scope === 'start:servers')
  expect(others).toEqual([])
  expect(namesIn(root ? [root] : [])).toEqual(['admin:servers', 'servers', 'start:servers'])
})

test('opens the way to what matches', () => {
  expect(pathsAbove(scopeForest(hub6), (scope) => scope === 'start:servers')).toEqual([
    'admin:servers',
    'admin:servers servers',
  ])
})
