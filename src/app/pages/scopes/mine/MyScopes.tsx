import { useQuery } from '@tanstack/react-query'
import { useOwnPermissions } from '../../../api/permissions.ts'
import { subjectQuery } from '../../../api/subject.ts'
import { HeldTree } from '../../../components/scopes/HeldTree.tsx'
import { type Holder, originOf, originWords } from './origins.ts'

/** The visitor's scopes in the hub's own order, how far each reaches, and which role brings it. */
export function MyScopes() {
  const permissions = useOwnPermissions()
  const { session, version, held, may } = permissions
  const { kind, name } = session.identity
  const mayRead = kind === 'user' && may('getUser', { kind, user: name }).verdict !== 'denied'
  const { data } = useQuery({ ...subjectQuery('user', name, permissions), enabled: mayRead })
  const holder: Holder = { ...session.identity, groupRoles: data?.groupRoles }
  return (
    <HeldTree
      held={held}
      version={version}
      empty="Your token holds no scope."
      lacking="Also those I lack"
      renderOrigin={(scope) => originWords(originOf(scope, holder, version))}
    />
  )
}
