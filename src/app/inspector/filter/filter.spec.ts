import { describe, expect, test } from 'vitest'
import type { Exchange } from '../record/exchange-store.ts'
import { exchangeWith } from '../testing/exchange-with.ts'
import { filterExchanges, hasTerm, parseFilter, toggleTerm, withoutTerm } from './filter.ts'

const refused: Partial<Exchange> = {
  status: 403,
  error: {
    tag: 'refused',
    operation: 'stopServer',
    status: 403,
    answeredBy: 'hub',
    message: 'requires any of [delete:servers]',
    requiredScopes: undefined,
    retryAfter: undefined,
  },
}

const record: readonly Exchange[] = [
  exchangeWith({ id: 1, query: 'limit=50', doneAt: 1_700 }),
  exchangeWith({
    ...refused,
    id: 2,
    operation: 'stopServer',
    method: 'DELETE',
    path: '/users/mary%20ann/servers/gpu',
    action: { id: 5, label: 'Stop mary ann/gpu', outcome: 'still running' },
    requestBody: { text: '{"remove":true}', bytes: 15, cut: false, type: undefined },
  }),
  exchangeWith({
    id: 3,
    operation: 'progress',
    path: '/api/progress',
    frames: 4,
    streamFrames: [{ at: 1, text: '{"message":"Pulling"}' }],
    answeredBy: 'service',
    doneAt: 90_000,
    pinned: true,
  }),
  exchangeWith({
    id: 4,
    status: undefined,
    answeredBy: 'nobody',
    error: { tag: 'unreachable', operation: 'listUsers', message: 'No answer in time.', timedOut: true },
  }),
  exchangeWith({ id: 5, status: 503, answeredBy: 'proxy', error: undefined }),
  exchangeWith({ id: 6, status: 0, answeredBy: 'proxy', doneAt: undefined }),
]

const ids = (filter: string) => filterExchanges(record, parseFilter(filter)).map(({ id }) => id)

describe('a filter', () => {
  test.each([
    ['', [1, 2, 3, 4, 5, 6]],
    ['status:403', [2]],
    ['status:4xx', [2]],
    ['status:4', [2]],
    ['status:3xx', [6]],
    ['status:none', [4]],
    ['status>=403', [2, 5]],
    ['status:>=403', [2, 5]],
    ['status<400', [1, 3, 6]],
    ['status:403 status:503', [2, 5]],
    ['-status:403 -status:503', [1, 3, 4, 6]],
    ['-path:progress', [1, 2, 4, 5, 6]],
    ['path:"mary ann"', [2]],
    ['path:limit=50', [1]],
    ['answered-by:proxy', [5, 6]],
    ['Answered-By:Proxy status:503', [5]],
    ['answered-by:proxy answered-by:nobody', [4, 5, 6]],
    ['op:listUsers', [1, 4, 5, 6]],
    ['op:stopserver', [2]],
    ['op:"watch spawns"', [3]],
    ['slow>500', [1]],
    ['slow<500', [2, 4, 5]],
    ['method:delete', [2]],
    ['method:GET -is:stream', [1, 4, 5, 6]],
    ['action:"Stop mary"', [2]],
    ['action:running', [2]],
    ['-action:stop', [1, 3, 4, 5, 6]],
    ['is:pinned', [3]],
    ['is:refused', [2, 4]],
    ['is:failed', [4]],
    ['is:refused is:write', [2]],
    ['is:under-way', [6]],
    ['is:read is:stream', [3]],
    ['body:remove', [2]],
    ['body:pulling', [3]],
    ['gpu', [2]],
    ['"no answer"', [4]],
    ['"delete:servers"', [2]],
    ['-gpu -progress', [1, 4, 5, 6]],
  ] as const)('%s', (filter, expected) => {
    expect(ids(filter)).toEqual(expected)
  })

  test('is the same list when it asks for nothing', () => {
    for (const filter of ['', ' ', 'status:', '-', '-status:', '""']) {
      expect(filterExchanges(record, parseFilter(filter))).toBe(record)
    }
  })
})

describe('what makes no sense says so, and narrows nothing', () => {
  test.each([
    ['foo:1', 'There is no “foo” to filter by. There are status, path,'],
    // A scope has a colon too.
    ['delete:servers', 'In quotes it is looked for as text.'],
    ['constructor:1', 'There is no “constructor”'],
    ['status:forbidden', 'A status is a number'],
    ['status>many', 'A status is a number'],
    ['answered-by:nginx', 'hub, proxy, service, nobody'],
    ['slow>half', 'milliseconds'],
    ['is:odd', 'An exchange can be: refused,'],
    ['is:constructor', 'An exchange can be: refused,'],
    ['path>5', '“path” is followed by a colon: path:5'],
  ])('%s', (filter, problem) => {
    const [term] = parseFilter(filter)
    expect(term?.problem).toContain(problem)
    expect(ids(filter)).toHaveLength(record.length)
  })

  test('but what is only begun is no mistake', () => {
    expect(parseFilter('status: op:').map(({ problem }) => problem)).toEqual([undefined, undefined])
  })
})

describe('the terms of a filter', () => {
  test('are split at spaces outside quotes', () => {
    expect(parseFilter('  a  action:"Stop alice"  -"b c" "open ').map(({ source }) => source)).toEqual([
      'a',
      'action:"Stop alice"',
      '-"b c"',
      '"open ',
    ])
  })

  test('are switched on and off', () => {
    expect(toggleTerm('gpu', 'is:refused')).toBe('gpu is:refused')
    expect(toggleTerm('is:refused gpu', 'is:refused')).toBe('gpu')
    expect(hasTerm('-is:refused', 'is:refused')).toBe(false)
    expect(withoutTerm('a "b c" d', '"b c"')).toBe('a d')
  })
})
