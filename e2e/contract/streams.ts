import * as z from 'zod/mini'
import { progressEventSchema, type ProgressEvent } from '#hub/progress.ts'
import type { Hub } from './hub.ts'
import { serverPath } from './world.ts'

/** An open progress stream. Read on with `next` until it is undefined: then the hub has closed it. */
export interface OpenStream {
  status: number
  contentType: string | null
  next(): Promise<ProgressEvent | undefined>
  rest(): Promise<ProgressEvent[]>
}

/** Opens a server's progress stream as admin and reads it event by event. */
export async function openProgress(hub: Hub, user: string, server: string): Promise<OpenStream> {
  const response = await hub.send(hub.admin, 'GET', `${serverPath(user, server)}/progress`)
  const events = eventsIn(response)
  const next = async () => {
    const { value } = await events.next()
    return value
  }
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    next,
    async rest() {
      const all: ProgressEvent[] = []
      for await (const event of events) all.push(event)
      return all
    },
  }
}

async function* eventsIn(response: Response): AsyncGenerator<ProgressEvent, undefined> {
  if (!response.body) return
  let text = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const frames = text.split('\n\n')
    text = frames.pop() ?? ''
    for (const frame of frames) {
      if (frame.startsWith('data:')) yield z.parse(progressEventSchema, JSON.parse(frame.slice(5)))
    }
  }
}
