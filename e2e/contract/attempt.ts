import { operationOf, type OperationId } from '#hub/operations.ts'
import { operationPath } from '#hub/paths.ts'
import { progressEventSchema } from '#hub/progress.ts'
import { paginationType } from '#hub/wire/page.ts'
import * as z from 'zod/mini'
import { cases } from './cases.ts'
import { call, json, tokenOf, type Answer, type Hub } from './hub.ts'
import type { Place } from './world.ts'

/** Lists are asked for in pages. The routes are not: the hub would answer them in another form. */
function acceptOf(id: OperationId): string {
  return operationOf(id).target === 'list' ? `${paginationType}, application/json` : '*/*'
}

/** Prepares what the operation needs, as admin, and performs it with a token. */
export async function attempt(
  hub: Hub,
  id: OperationId,
  token: string | undefined,
  place: Place = 'inside',
): Promise<Answer> {
  const { params, prepare, body } = cases[id]
  const aim = params(place)
  const more = await prepare?.(hub, aim)
  const path = operationPath(id, { ...aim, ...more })
  return call(hub, token, operationOf(id).method, path, {
    headers: { accept: acceptOf(id) },
    ...(body !== undefined && { body }),
  })
}

/** The same with the token that holds one raw scope; `""`: none. */
export function attemptWith(hub: Hub, id: OperationId, grant: string, place?: Place): Promise<Answer> {
  return attempt(hub, id, tokenOf(grant), place)
}

/** The answer of a success, parsed with the operation's schema. Throws with zod's words when it does not fit. */
export function parsed(id: OperationId, answer: Answer): unknown {
  const operation = operationOf(id)
  if (operation.stream) return eventsOf(answer.text).map((event) => z.parse(progressEventSchema, event))
  return z.parse(operation.answer, answer.text === '' ? undefined : json(answer))
}

/** The JSON of every `data:` line of an event stream. */
export function eventsOf(text: string): unknown[] {
  const lines = text.split('\n').filter((line) => line.startsWith('data:'))
  return lines.map((line): unknown => JSON.parse(line.slice('data:'.length)))
}

/** The `message` of a refusal. */
export function messageOf(answer: Answer): string | null {
  const { message } = z.parse(z.object({ message: z.nullable(z.string()) }), json(answer))
  return message
}
