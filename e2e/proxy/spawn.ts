import { createParser } from 'eventsource-parser'
import * as z from 'zod/mini'
import { progressFrameSchema, servicePaths, type ProgressFrame } from '#server/contract.ts'
import { demand, type HubClient } from '#stack/hub-client.ts'
import { waitFor } from '#stack/wait.ts'
import { open } from './exchange.ts'
import { hubscope, type Session } from './log-in.ts'
import type { Visitor } from './visitor.ts'

const userSchema = z.object({
  servers: z.record(z.string(), z.object({ ready: z.boolean(), pending: z.nullable(z.string()) })),
})

/** The servers of a user as the hub knows them, asked behind the proxies' back. */
export async function serversOf(call: HubClient, user: string) {
  return userSchema.parse(JSON.parse(await demand(call, 'GET', `/users/${user}`))).servers
}

/** A frame, and when it arrived here: milliseconds since the epoch, as `frame.at` is when the service sent it. */
export type Arrived = { frame: ProgressFrame; arrivedAt: number }

function serverPath(user: string, server: string): string {
  return `${hubscope}${servicePaths.relay}/users/${user}/servers/${server}`
}

async function startServer(visitor: Visitor, session: Session, server: string, options: object) {
  const answer = await visitor.send(serverPath(session.user, server), {
    method: 'POST',
    headers: session.write,
    body: JSON.stringify(options),
  })
  if (answer.status !== 201 && answer.status !== 202) {
    throw new Error(`The start was answered ${answer.status} ${answer.body}`)
  }
}

/**
 * Starts a server through Hubscope's relay, and reads Hubscope's stream of it until the hub says how it ended.
 * @param call asks the hub behind the proxies' back whether the start is under way
 * @throws Error unless the hub answers the start with 201 or 202
 */
export async function watchStart(
  visitor: Visitor,
  session: Session,
  server: string,
  options: object,
  call: HubClient,
): Promise<Arrived[]> {
  // The hub answers a start only when it is over, or after ten seconds.
  const start = startServer(visitor, session, server, options)
  const isPending = async () => {
    const servers = await serversOf(call, session.user)
    return servers[server]?.pending === 'spawn' || undefined
  }
  const [arrived] = await Promise.all([
    waitFor('The start of a server', isPending, { timeout: 20_000 }).then(() =>
      followStart(visitor, session, server),
    ),
    start,
  ])
  return arrived
}

/** Reads Hubscope's stream of a starting server until the hub says how it ended. */
async function followStart(visitor: Visitor, session: Session, server: string): Promise<Arrived[]> {
  const path = `${hubscope}${servicePaths.progress}?server=${session.user}/${server}`
  const stream = await open(visitor.origin + path, { headers: { cookie: visitor.cookiesFor(path) } })
  if (stream.statusCode !== 200) throw new Error(`The stream was answered ${stream.statusCode}`)
  const arrived: Arrived[] = []
  const parser = createParser({
    onEvent: ({ data }) => {
      arrived.push({ frame: progressFrameSchema.parse(JSON.parse(data)), arrivedAt: Date.now() })
    },
  })
  for await (const chunk of stream.setEncoding('utf8')) {
    parser.feed(String(chunk))
    const last = arrived.at(-1)?.frame
    if (last?.kind === 'closed' || last?.kind === 'refused') break
  }
  stream.destroy()
  return arrived
}
