import { operationOf, type OperationId } from './operations.ts'

const page = 'https://jupyterhub.readthedocs.io/en/stable/reference/rest-api.html'

/** Where the documentation does not follow its own rule, or leaves the operation out. */
const exceptions: Partial<Record<OperationId, string | undefined>> = {
  getVersion: 'get-api',
  whoAmI: 'get-current-user',
  watchProgress: undefined,
  createGroups: undefined,
}

/**
 * Where JupyterHub's REST documentation describes an operation; undefined for what it leaves out. The page's anchors are
 * the `operationId`s of docs/source/_static/rest-api.yml: method and path, a collection in the singular before a name.
 */
export function restDocUrl(id: OperationId): string | undefined {
  const anchor = id in exceptions ? exceptions[id] : anchorOf(id)
  return anchor && `${page}#operation/${anchor}`
}

function anchorOf(id: OperationId): string {
  const { method, path, defaultPath } = operationOf(id)
  const words = path
    .split('/')
    .slice(1)
    .flatMap((segment, at, all) => {
      if (segment.startsWith('{')) return []
      return all[at + 1]?.startsWith('{') ? segment.replace(/s$/, '') : segment
    })
  // Told apart from the default server, which has a path of its own.
  return [method.toLowerCase(), ...words, ...(defaultPath ? ['name'] : [])].join('-')
}
