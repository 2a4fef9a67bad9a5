import { operationOf, type OperationId } from '../operations.ts'
import type { PathParams } from '../paths.ts'

/** What scope filters can be matched against. `userGroups` undefined: the groups are not known. */
export type AimedTarget =
  | { kind: 'user'; user: string; userGroups?: readonly string[] | undefined }
  | { kind: 'server'; user: string; server: string; userGroups?: readonly string[] | undefined }
  | { kind: 'group'; group: string }
  | { kind: 'service'; service: string }

/** What an operation is aimed at; `none`: the whole hub, or a list. */
export type Target = { kind: 'none' } | AimedTarget

/**
 * What an operation with these path values is aimed at, as scope filters see it; a user's groups are left unknown.
 */
export function targetOf(id: OperationId, params: PathParams): Target {
  const { user = '', server = '', group = '', service = '' } = params
  switch (operationOf(id).target) {
    case 'user':
      return { kind: 'user', user }
    case 'server':
      return { kind: 'server', user, server }
    case 'group':
      return { kind: 'group', group }
    case 'service':
      return { kind: 'service', service }
    default:
      return { kind: 'none' }
  }
}
