import { queryOptions, useQuery } from '@tanstack/react-query'
import { identitySchema } from '#hub/wire/user.ts'
import { newAction } from './action.ts'
import { askHub, directApiUrl } from './twins.ts'

/**
 * What the hub says of the browser's own login: `known`, the visitor with all that their roles hold; `somebody-else`, the
 * browser is logged in at the hub as another person; `not-told`, the hub does not take its cookie from here.
 */
export type OwnRoles =
  | { state: 'known'; scopes: readonly string[]; roles: readonly string[] | undefined }
  | { state: 'somebody-else'; name: string }
  | { state: 'not-told' }

const whoAmI = { operation: 'whoAmI', params: {}, query: '' } as const

/**
 * Asks the hub with its own cookie who the visitor is, which lists the scopes of all their roles: a token of Hubscope
 * holds only those of them that Hubscope may be delegated. Asked at a press alone.
 */
export function ownRolesQuery(name: string, hubUrl: string) {
  return queryOptions({
    queryKey: ['own-roles', name],
    queryFn: async (): Promise<OwnRoles> => {
      const api = directApiUrl(hubUrl)
      if (api === undefined) return { state: 'not-told' }
      const { body } = await askHub(api, whoAmI, 'cookie', newAction('Ask what your roles hold'))
      const identity = identitySchema.safeParse(body)
      if (!identity.success) return { state: 'not-told' }
      if (identity.data.name !== name) return { state: 'somebody-else', name: identity.data.name }
      return { state: 'known', scopes: identity.data.scopes, roles: identity.data.roles }
    },
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What the visitor's roles hold, if the hub was asked for it since the page was loaded. */
export function useRoleScopes(name: string, hubUrl: string): readonly string[] | undefined {
  const { data } = useQuery(ownRolesQuery(name, hubUrl))
  return data?.state === 'known' ? data.scopes : undefined
}
