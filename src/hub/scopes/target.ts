import { operationOf, type OperationId } from '../operations.ts'
import type { PathParams } from '../paths.ts'
import type { Target } from './decide.ts'

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
