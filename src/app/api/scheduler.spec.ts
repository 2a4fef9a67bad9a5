import { afterEach, expect, test, vi } from 'vitest'
import { type Priority, Scheduler } from './scheduler.ts'

/** A scheduler with tasks that end when they are told to, and the order in which they began. */
function setUp(limit: number, headStart = 0) {
  const scheduler = new Scheduler(limit, headStart)
  const begun: string[] = []
  const ends = new Map<string, { resolve: (name: string) => void; reject: (error: Error) => void }>()
  return {
    begun,
    add(name: string, priority: Priority = 'page', signal?: AbortSignal): Promise<string> {
      const end = new Promise<string>((resolve, reject) => {
        ends.set(name, { resolve, reject })
      })
      return scheduler.run(
        () => {
          begun.push(name)
          return end
        },
        priority,
        signal,
      )
    },
    async end(name: string) {
      ends.get(name)?.resolve(name)
      await settle()
    },
    async fail(name: string) {
      ends.get(name)?.reject(new Error(name))
      await settle()
    },
  }
}

/** Lets everything that is already decided happen. */
async function settle() {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}

test('runs at most as many tasks at a time as its limit, in order of arrival', async () => {
  const { add, end, begun } = setUp(2)
  const results = ['a', 'b', 'c', 'd'].map((name) => add(name))
  await settle()
  expect(begun).toEqual(['a', 'b'])
  await end('b')
  expect(begun).toEqual(['a', 'b', 'c'])
  await end('a')
  await end('c')
  await end('d')
  expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd'])
})

test('starts the more urgent first', async () => {
  const { add, end, begun } = setUp(1)
  void add('first')
  void add('background 1', 'background')
  void add('page 1')
  void add('user', 'user')
  void add('page 2')
  void add('background 2', 'background')
  for (const name of ['first', 'user', 'page 1', 'page 2', 'background 1']) await end(name)
  expect(begun).toEqual(['first', 'user', 'page 1', 'page 2', 'background 1', 'background 2'])
})

test('goes on after a task that failed, and hands its error on', async () => {
  const { add, fail, begun } = setUp(1)
  const failing = add('failing')
  void add('next')
  const outcome = expect(failing).rejects.toThrow('failing')
  await fail('failing')
  await outcome
  expect(begun).toEqual(['failing', 'next'])
})

test('never starts a task that was aborted while it waited', async () => {
  const { add, end, begun } = setUp(1)
  const leaver = new AbortController()
  void add('first')
  const left = add('left', 'user', leaver.signal)
  void add('stays')
  const outcome = expect(left).rejects.toThrow('gone')
  leaver.abort(new Error('gone'))
  await outcome
  await end('first')
  expect(begun).toEqual(['first', 'stays'])
})

test('does not take a task that is aborted already', async () => {
  const { add, begun } = setUp(1)
  await expect(add('late', 'user', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
  expect(begun).toEqual([])
})

test('keeps its limit when a running task is aborted', async () => {
  const { add, end, begun } = setUp(1)
  const leaver = new AbortController()
  void add('running', 'page', leaver.signal)
  void add('next')
  leaver.abort()
  await settle()
  expect(begun).toEqual(['running'])
  await end('running')
  expect(begun).toEqual(['running', 'next'])
})

afterEach(() => {
  vi.useRealTimers()
})

test('lets the page’s own tasks go before background ones that were asked for first', async () => {
  vi.useFakeTimers()
  const { add, end, begun } = setUp(4, 300)
  void add('badge', 'background')
  void add('list')
  await vi.advanceTimersByTimeAsync(10)
  expect(begun).toEqual(['list'])
  await end('list')
  expect(begun).toEqual(['list', 'badge'])
})

test('starts background tasks all the same when the page’s own take long', async () => {
  vi.useFakeTimers()
  const { add, begun } = setUp(4, 300)
  void add('badge', 'background')
  void add('slow list')
  await vi.advanceTimersByTimeAsync(299)
  expect(begun).toEqual(['slow list'])
  await vi.advanceTimersByTimeAsync(1)
  expect(begun).toEqual(['slow list', 'badge'])
})
