import { queryOptions } from '@tanstack/react-query'
import type { PathParams } from '#hub/paths.ts'
import { callAsVisitor } from './http.ts'
import type { Permissions } from './permissions.ts'

/** Somebody as far as the visitor's own token shows them; fields that it does not show are undefined. */
export interface SubjectModel {
  kind: 'user' | 'service'
  name: string
  admin: boolean | undefined
  roles: readonly string[] | undefined
  groups: readonly string[] | undefined
  /** Roles of their groups; undefined where hidden. */
  groupRoles: ReadonlyMap<string, readonly string[] | undefined>
}

/** A user or service with roles, and those of the user's groups. Always as the visitor, whatever the page is shown as. */
export function subjectQuery(kind: 'user' | 'service', name: string, permissions: Permissions) {
  const { may, session } = permissions
  return queryOptions({
    queryKey: ['subject', session.identity.name, kind, name],
    queryFn: async ({ signal }): Promise<SubjectModel> => {
      if (kind === 'service') {
        const { admin, roles } = await callAsVisitor('getService', { params: { service: name }, signal })
        return { kind, name, admin, roles, groups: [], groupRoles: new Map() }
      }
      const { admin, roles, groups } = await callAsVisitor('getUser', { params: { user: name }, signal })
      const groupRoles = new Map<string, readonly string[] | undefined>()
      for (const group of groups ?? []) {
        const decision = may('getGroup', { kind: 'group', group })
        groupRoles.set(
          group,
          decision.verdict === 'denied' ? undefined : await rolesOfGroup({ group }, signal),
        )
      }
      return { kind, name, admin, roles, groups, groupRoles }
    },
    staleTime: 30_000,
  })
}

async function rolesOfGroup(params: PathParams, signal: AbortSignal): Promise<readonly string[] | undefined> {
  try {
    return (await callAsVisitor('getGroup', { params, signal })).roles
  } catch {
    return undefined
  }
}

/** Names that begin or go on with what was typed, for a field to choose from. */
export function namesQuery(kind: 'user' | 'service', typed: string) {
  return queryOptions({
    queryKey: ['names', kind, kind === 'user' ? typed : ''],
    queryFn: async ({ signal }): Promise<string[]> => {
      if (kind === 'service') return Object.keys(await callAsVisitor('listServices', { signal }))
      const page = await callAsVisitor('listUsers', {
        query: { name_filter: typed || undefined, limit: 20 },
        signal,
        priority: 'background',
      })
      return page.items.map(({ name }) => name)
    },
    staleTime: 30_000,
  })
}
