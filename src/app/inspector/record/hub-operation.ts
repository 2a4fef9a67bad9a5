import { operations, type OperationId } from '#hub/operations.ts'
import type { Exchange } from './exchange-store.ts'

/** The operation of the hub's API that an exchange asked for; undefined for Hubscope's own endpoints and all else. */
export function hubOperationOf({ operation }: Pick<Exchange, 'operation'>): OperationId | undefined {
  return isHubOperation(operation) ? operation : undefined
}

function isHubOperation(operation: string): operation is OperationId {
  return Object.hasOwn(operations, operation)
}
