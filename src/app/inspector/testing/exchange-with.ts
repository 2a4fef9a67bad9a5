import type { Exchange } from '../record/exchange-store.ts'

/** A well answered list of users, but for what the test says. */
export function exchangeWith(change: Partial<Exchange> = {}): Exchange {
  return {
    id: 1,
    operation: 'listUsers',
    method: 'GET',
    path: '/users',
    query: '',
    params: {},
    url: undefined,
    replayOf: undefined,
    answeredAt: 1_015,
    action: undefined,
    askedAt: 1_000,
    sentAt: 1_000,
    doneAt: 1_020,
    requestHeaders: [],
    requestBody: undefined,
    arrival: undefined,
    status: 200,
    answeredBy: 'hub',
    upstreamMs: 9,
    responseHeaders: [],
    responseBody: undefined,
    frames: undefined,
    streamFrames: [],
    error: undefined,
    pinned: false,
    ...change,
  }
}
