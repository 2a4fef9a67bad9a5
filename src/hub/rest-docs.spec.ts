import { describe, expect, test } from 'vitest'
import { operations, type OperationId } from './operations.ts'
import { restDocUrl } from './rest-docs.ts'

/** The `operationId`s of JupyterHub's docs/source/_static/rest-api.yml (6.0), as far as they concern Hubscope. */
const documented = new Set(
  `get-api get-info get-current-user get-users post-users get-user post-user delete-user patch-user post-user-activity
  post-user-server delete-user-server get-user-server-name put-user-server-name post-user-server-name
  delete-user-server-name patch-user-server-name get-user-tokens post-user-tokens get-user-token delete-user-token
  get-groups get-group post-group delete-group post-group-users delete-group-users put-group-properties get-services
  get-service get-proxy post-proxy patch-proxy post-shutdown`.split(/\s+/),
)

/** `POST /groups` creates several at once, which the documentation forgets. */
const undocumented = new Set<OperationId>(['createGroups', 'watchProgress'])

describe('the documentation of an operation', () => {
  test.each((Object.keys(operations) as OperationId[]).filter((id) => !undocumented.has(id)))(
    '%s has a place in JupyterHub’s REST documentation',
    (id) => {
      const [page, anchor = ''] = (restDocUrl(id) ?? '').split('#operation/')
      expect(page).toBe('https://jupyterhub.readthedocs.io/en/stable/reference/rest-api.html')
      expect(documented).toContain(anchor)
    },
  )

  test('what it leaves out has no link', () => {
    for (const id of undocumented) expect(restDocUrl(id)).toBeUndefined()
  })

  test('a named server is told apart from a server of any name', () => {
    expect(restDocUrl('stopServer')).toMatch(/#operation\/delete-user-server-name$/)
  })
})
