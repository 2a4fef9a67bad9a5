import type { WireRequest } from '../probes/node-ask.ts'
import { createProof } from '../probes/proof.ts'
import { createFixture, hubJson, identity } from './fixture.ts'

/** The service where it can look around, with a server in the hub's table. `isProven`: the public address leads to it. */
export function lookingFixture(isProven: boolean, isPinning = true) {
  const sent: { url: string; token: string | undefined; host: string | undefined }[] = []
  const proof = createProof('0123456789abcdef0123456789abcdef')
  const paused: number[] = []
  const ask = async (url: URL, { headers = {}, host, pin }: WireRequest): Promise<Response> => {
    sent.push({ url: url.href, token: headers['Authorization'], host })
    if (pin && isPinning) pin.address ??= '203.0.113.7'
    if (url.pathname.endsWith('api/proof')) {
      return Response.json(isProven ? await proof.answer(url.searchParams.get('nonce') ?? '') : {})
    }
    if (!url.pathname.endsWith('/user')) return hubJson(200, { version: '6.1.1' })
    return headers['Authorization'] === undefined
      ? hubJson(403, { status: 403, message: null })
      : hubJson(200, identity)
  }
  const route = {
    routespec: '/user/ada/',
    target: 'http://10.0.0.9:8888',
    data: { user: 'ada', server_name: '' },
  }
  const place = {
    ask,
    address: '127.0.0.1:10101',
    node: '22.0.0',
    callback: '/services/hubscope/oauth_callback',
    environment: { proxy: false, covered: false },
    pause: async (ms: number) => void paused.push(ms),
  }
  const parts = createFixture({
    hub: ({ url }) =>
      url.pathname.endsWith('/proxy') ? hubJson(200, { '/user/ada/': route }) : hubJson(200, identity),
    place,
  })
  return { ...parts, place, route, sent, paused }
}
