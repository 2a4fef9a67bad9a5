import { isTree, type Tree, type YamlDialect } from './yaml.ts'

function treesBelow(value: unknown): Tree[] {
  if (Array.isArray(value)) return value.flatMap(treesBelow)
  return isTree(value) ? [value, ...Object.values(value).flatMap(treesBelow)] : []
}

const treeOf = (value: unknown): Tree[] => (isTree(value) ? [value] : [])

/** A middleware that lost all it did is none any more, and no router may name it. */
function dropEmptyMiddlewares(root: Tree): void {
  const http = treeOf(root['http'])[0]
  const middlewares = treeOf(http?.['middlewares'])[0] ?? {}
  const isEmpty = (value: unknown): boolean =>
    value === null || (isTree(value) && Object.values(value).every(isEmpty))
  const empty = new Set(Object.keys(middlewares).filter((name) => isEmpty(middlewares[name])))
  for (const name of empty) delete middlewares[name]
  if (http && Object.keys(middlewares).length === 0) delete http['middlewares']
  for (const router of Object.values(treeOf(http?.['routers'])[0] ?? {}).flatMap(treeOf)) {
    const named = router['middlewares']
    if (Array.isArray(named)) router['middlewares'] = named.filter((name) => !empty.has(String(name)))
  }
}

export const traefik: YamlDialect = {
  place: (file, root, name) =>
    (name === 'the static configuration') === (file === 'traefik.yml') ? [root] : [],
  tidy: dropEmptyMiddlewares,
}

/** What stands below the manager that speaks TLS: the other one redirects to it. */
function managers(root: Tree): Tree[] {
  const secure = treesBelow(root).filter((tree) => 'transport_socket' in tree && 'filters' in tree)
  return secure.flatMap(treesBelow).filter((tree) => 'route_config' in tree)
}

const envoyPlaces: Record<string, (root: Tree) => Tree[]> = {
  'the connection manager': managers,
  'the virtual host': (root) =>
    managers(root)
      .flatMap(treesBelow)
      .filter((tree) => 'domains' in tree),
  'the route': (root) =>
    managers(root)
      .flatMap(treesBelow)
      .flatMap((tree) => treeOf(tree['route'])),
  'the endpoint of the hub’s cluster': (root) =>
    treesBelow(root)
      .filter((tree) => 'lb_endpoints' in tree)
      .flatMap(treesBelow)
      .filter((tree) => 'socket_address' in tree),
}

export const envoy: YamlDialect = {
  place: (_, root, name = '') => envoyPlaces[name]?.(root) ?? [],
}
