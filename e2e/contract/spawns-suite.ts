import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { isSince, type HubVersion } from '#hub/versions.ts'
import { serverSchema } from '#hub/wire/server.ts'
import { userSchema } from '#hub/wire/user.ts'
import { messageOf } from './attempt.ts'
import { call, json, type Answer, type Hub } from './hub.ts'
import { openProgress } from './streams.ts'
import { ensureNoServer, ensureUser, serverPath } from './world.ts'

/** Names that the scripted spawners of both hubs know: what comes before the hyphen is the script. */
const hanging = 'hang-1'
const failing = 'fail-1'

/** What the page relies on when it shows starts. */
export function trySpawns(version: HubVersion, hub: () => Hub): void {
  const start = async (server: string, seconds: number): Promise<Answer> =>
    call(hub(), hub().admin, 'POST', serverPath('inside', server), { body: { seconds } })
  const stop = (server: string) => call(hub(), hub().admin, 'DELETE', serverPath('inside', server))
  const serverOf = async (server: string) => {
    const answer = await call(hub(), hub().admin, 'GET', '/users/inside?include_stopped_servers=1')
    return z.parse(userSchema, json(answer)).servers?.[server]
  }
  const pending = async (server: string) => {
    await expect.poll(async () => (await serverOf(server))?.pending).toBe('spawn')
  }
  const fresh = async (server: string) => {
    await ensureUser(hub(), 'inside')
    await ensureNoServer(hub(), 'inside', server)
  }

  describe('starts', () => {
    test('every subscriber gets the events from the beginning', async () => {
      await fresh('kube-1')
      const started = start('kube-1', 2)
      await pending('kube-1')
      const first = await openProgress(hub(), 'inside', 'kube-1')
      expect(first.status).toBe(200)
      expect(first.contentType).toMatch(/^text\/event-stream/)
      expect(await first.next()).toMatchObject({ progress: 0, message: 'Server requested' })
      await first.next()
      const second = await openProgress(hub(), 'inside', 'kube-1')
      expect(await second.next()).toMatchObject({ progress: 0, message: 'Server requested' })
      const events = await second.rest()
      expect(events.at(-1)).toMatchObject({ progress: 100, ready: true, url: expect.any(String) })
      expect((await started).status).toBe(201)
    })

    test('a ready server has one event: that it is ready', async () => {
      await fresh('quick-1')
      await start('quick-1', 0.2)
      const stream = await openProgress(hub(), 'inside', 'quick-1')
      expect(await stream.rest()).toMatchObject([{ progress: 100, ready: true }])
    })

    test('a failed start answers 500, and its reason stays readable until the next start', async () => {
      await fresh(failing)
      expect((await start(failing, 0.5)).status).toBe(500)
      for (let time = 0; time < 2; time += 1) {
        const stream = await openProgress(hub(), 'inside', failing)
        expect(await stream.rest()).toMatchObject([
          { progress: 100, failed: true, message: expect.stringContaining('ImagePullBackOff') },
        ])
      }
      expect(await serverOf(failing)).toMatchObject({ ready: false, pending: null })
    })

    test.each([['never-started'], ['stopped']])('a %s server has no progress: 404', async (state) => {
      await fresh('quick-2')
      if (state === 'stopped') {
        await start('quick-2', 0.2)
        await stop('quick-2')
      }
      expect((await openProgress(hub(), 'inside', 'quick-2')).status).toBe(404)
    })

    test('a server that is ready cannot be started again: 400', async () => {
      await fresh('quick-1')
      await start('quick-1', 0.2)
      const again = await start('quick-1', 0.2)
      expect(again.status).toBe(400)
      expect(messageOf(again)).toMatch(/is already running/)
    })

    test('a server that does not run can be stopped: 204', async () => {
      await fresh('quick-1')
      await start('quick-1', 0.2)
      expect((await stop('quick-1')).status).toBe(204)
      expect((await stop('quick-1')).status).toBe(204)
      expect(await serverOf('quick-1')).toMatchObject({ ready: false, stopped: true })
    })

    if (isSince(version, '5.1')) {
      test('a cancelled start ends its stream with a ready that is not true', async () => {
        await fresh(hanging)
        const started = start(hanging, 60)
        await pending(hanging)
        const stream = await openProgress(hub(), 'inside', hanging)
        await stream.next()
        expect((await stop(hanging)).status).toBe(204)
        expect((await started).status).toBe(500)
        expect((await stream.rest()).at(-1)).toMatchObject({ progress: 100, ready: true })
        expect(await serverOf(hanging)).toMatchObject({ ready: false, pending: null })
        expect((await openProgress(hub(), 'inside', hanging)).status).toBe(404)
      })
    } else {
      test('a pending start cannot be cancelled: 400', async () => {
        await fresh('kube-2')
        const started = start('kube-2', 2)
        await pending('kube-2')
        const stopped = await stop('kube-2')
        expect(stopped.status).toBe(400)
        expect(messageOf(stopped)).toMatch(/is pending spawn/)
        await started
      })
    }

    test('one start too many is put off with 429 and a time to wait', async () => {
      const servers = ['kube-3', 'kube-4']
      await Promise.all([...servers, 'kube-5'].map(fresh))
      const started = servers.map((server) => start(server, 2))
      await Promise.all(servers.map(pending))
      const third = await start('kube-5', 2)
      expect(third.status).toBe(429)
      expect(Number(third.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
      await Promise.all(started)
    })

    if (isSince(version, '6.0')) {
      test('a default server that never ran can be read alone', async () => {
        await ensureUser(hub(), 'outside')
        const answer = await call(hub(), hub().admin, 'GET', serverPath('outside', ''))
        expect(answer.status).toBe(200)
        expect(z.parse(serverSchema, json(answer))).toMatchObject({ name: '', ready: false, stopped: true })
      })
    }
  })
}
