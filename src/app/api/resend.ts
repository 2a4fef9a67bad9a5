import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { HubFailure } from '#hub/errors.ts'
import { operationOf, type OperationId } from '#hub/operations.ts'
import type { PathParams } from '#hub/paths.ts'
import { newAction, within } from './action.ts'
import { call, callAsVisitor } from './http.ts'
import { sessionQuery } from './session.ts'

/** A request made by hand: one of the hub's operations, with what fills it. */
export interface Resend {
  operation: OperationId
  params: PathParams
  query: URLSearchParams
  /** Undefined: none. */
  body: unknown
}

/**
 * Sends by hand, `replayOf` when it is the same as that exchange asked; returns the id of the new exchange at once. How it ends is told there, and nowhere else. After a write
 * every page asks again, since nobody knows what it has changed.
 */
export function useResend(): (what: Resend, replayOf?: number) => number {
  const client = useQueryClient()
  return (what, replayOf) => {
    let id = 0
    const action = newAction(
      `${replayOf === undefined ? 'Send' : 'Replay'}: ${operationOf(what.operation).label}`,
    )
    const { operation, ...options } = what
    // By hand it is the visitor who asks, whatever the page is shown as.
    const send = operationOf(operation).method === 'GET' ? callAsVisitor : call
    const answer = send(operation, {
      ...options,
      action,
      replayOf,
      priority: 'user',
      onRecord: (recorded) => {
        id = recorded
      },
    })
    void settle(answer, operationOf(operation).method !== 'GET' ? client : undefined, action)
    return id
  }
}

async function settle(
  answer: Promise<unknown>,
  client: QueryClient | undefined,
  action: ReturnType<typeof newAction>,
): Promise<void> {
  try {
    await answer
  } catch (cause) {
    if (!(cause instanceof HubFailure)) throw cause
  }
  if (!client) return
  const [session] = sessionQuery.queryKey
  within(
    action,
    () => void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== session }),
  )
}
