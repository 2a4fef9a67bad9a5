import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ExchangeStore } from './exchange-store.ts'
import { RecordKeeper } from './record-keeper.ts'

const asked = { operation: 'listUsers', method: 'GET', path: '/users', query: 'limit=1', params: {} } as const

/** A page of the tab: its record, and what keeps it. */
async function load(person = 'ada') {
  const store = new ExchangeStore()
  const keeper = new RecordKeeper(store)
  await keeper.open(person)
  return { store, keeper, paths: () => store.snapshot().map(({ path }) => path) }
}

/** Records an exchange that is over. */
function record(store: ExchangeStore, path: string, text = ''): number {
  const id = store.begin({ ...asked, path })
  const responseBody = { text, bytes: text.length, cut: false, type: 'application/json' }
  store.update(id, { sentAt: 1, doneAt: 2, status: 200, answeredBy: 'hub', responseBody })
  return id
}

const stored = () => JSON.stringify({ ...sessionStorage })

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  sessionStorage.clear()
})
afterEach(() => vi.useRealTimers())

test('nothing is kept unless it is wanted', async () => {
  const { store, keeper } = await load()
  record(store, '/users/kept')
  vi.runAllTimers()
  keeper.save()
  expect(keeper.snapshot()).toBe(false)
  expect(stored()).toBe('{}')
})

test('what is kept is there after a reload, whole and in front, and goes on being kept', async () => {
  const first = await load()
  first.keeper.keep(true)
  const id = record(first.store, '/users/ada', '{"name":"ada"}')
  first.store.pin(id, true)
  vi.runAllTimers()

  const second = await load()
  expect(second.keeper.snapshot()).toBe(true)
  expect(second.store.snapshot()).toEqual(first.store.snapshot())
  record(second.store, '/users/bob')
  second.keeper.save()
  expect((await load()).paths()).toEqual(['/users/ada', '/users/bob'])
})

test('what was under way at a reload was taken back by it', async () => {
  const { store, keeper } = await load()
  keeper.keep(true)
  store.begin(asked)
  const stream = store.begin({ ...asked, operation: 'progress' })
  store.update(stream, { sentAt: 1, answeredAt: 2, frames: 9, streamFrames: [{ at: 3, text: '{}' }] })
  keeper.save()
  const [row, streamed] = (await load()).store.snapshot()
  expect(row).toMatchObject({ doneAt: row?.askedAt, error: { tag: 'aborted' } })
  expect(streamed).toMatchObject({ doneAt: 3, error: { tag: 'aborted' } })
})

describe('what is kept goes', () => {
  test('when it is not wanted any more', async () => {
    const { store, keeper } = await load()
    keeper.keep(true)
    record(store, '/users/ada')
    keeper.keep(false)
    vi.runAllTimers()
    expect(stored()).toBe('{}')
  })

  test('at a logout, also what is still asked afterwards', async () => {
    const { store, keeper } = await load()
    keeper.keep(true)
    keeper.forget()
    record(store, '/users/late')
    vi.runAllTimers()
    expect(stored()).toBe('{}')
  })

  test('when somebody else logs in, in this page or in the next one', async () => {
    const first = await load('ada')
    first.keeper.keep(true)
    record(first.store, '/users/ada')
    first.keeper.save()
    expect((await load('bob')).paths()).toEqual([])
    expect(stored()).toBe('{}')

    first.keeper.keep(true)
    await first.keeper.open('bob')
    expect(first.keeper.snapshot()).toBe(false)
    expect(stored()).toBe('{}')
  })
})

describe('storage that cannot be trusted', () => {
  test.each(['nonsense', '{"person":"ada"}', '[]', '{"person":"ada","exchanges":[{"id":"x"},null]}'])(
    'with %s in it gives no exchange',
    async (text) => {
      const { keeper } = await load()
      keeper.keep(true)
      const [name = ''] = Object.keys(sessionStorage)
      sessionStorage.setItem(name, text)
      expect((await load()).paths()).toEqual([])
    },
  )

  test('that is full keeps the list without its bodies', async () => {
    const { store, keeper } = await load()
    keeper.keep(true)
    record(store, '/users/ada', 'long')
    const setItem = vi.spyOn(Storage.prototype, 'setItem').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    keeper.save()
    setItem.mockRestore()
    expect((await load()).store.snapshot()).toMatchObject([
      { path: '/users/ada', responseBody: { text: '', cut: true } },
    ])
  })

  test('that is forbidden is left alone', async () => {
    const { store, keeper } = await load()
    const setItem = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError')
    })
    keeper.keep(true)
    record(store, '/users/ada')
    keeper.save()
    setItem.mockRestore()
    expect(stored()).toBe('{}')
  })
})
