import { type Document, isTree, type Tree, type YamlDialect } from './yaml.ts'

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
  place: (documents, name = '') =>
    documents
      .filter(({ file }) => name.startsWith('the static configuration') === (file === 'traefik.yml'))
      .map(({ root }) => root),
  tidy: dropEmptyMiddlewares,
}

/** The managers that lead to a cluster: one that only redirects to them is none. */
function managers(root: Tree): Tree[] {
  const leads = (manager: Tree) => treesBelow(manager['route_config']).some((tree) => 'cluster' in tree)
  return treesBelow(root).filter((tree) => 'route_config' in tree && leads(tree))
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
  place: (documents, name = '') => documents.flatMap(({ root }) => envoyPlaces[name]?.(root) ?? []),
}

const ofKind = (documents: readonly Document[], kind: string) =>
  documents.map(({ root }) => root).filter((root) => root['kind'] === kind)

const rulesOf = (ingress: Tree) =>
  treesBelow(ingress['spec']).filter((tree) => 'host' in tree && 'http' in tree)

/** Places of the controller and of the Ingress; what is printed as an object of its own is added. */
export const ingressNginx: YamlDialect = {
  place(documents, name = '') {
    const ingresses = ofKind(documents, 'Ingress')
    if (name === 'the Ingress object') return ingresses.slice(0, 1)
    if (name === 'every path of the Ingress object') {
      return ingresses.flatMap(treesBelow).filter((tree) => 'pathType' in tree)
    }
    if (name.startsWith('the rule for ')) {
      const host = name.slice('the rule for '.length)
      return ingresses
        .flatMap(rulesOf)
        .filter((rule) => rule['host'] === host)
        .slice(0, 1)
    }
    if (name === 'the controller’s Service') return ofKind(documents, 'Service')
    const isControllers = (map: Tree) =>
      treeOf(map['metadata']).some((each) => each['name'] === 'ingress-nginx-controller')
    if (name === 'the controller’s ConfigMap') return ofKind(documents, 'ConfigMap').filter(isControllers)
    if (name !== 'an object of its own') return []
    const root: Tree = {}
    documents.push({ file: documents[0]?.file ?? '', root })
    return [root]
  },
}
