import { examine } from '../examine.ts'
import type { Asked, ProbeResults } from '../results.ts'
import { asked, byHub, echoWith, echoed, healthy } from './healthy.ts'

/** What is not as on the healthy site. */
export type Change = Partial<ProbeResults>

/** What the doctor finds there, the best first: "code · certainty". */
export function codes(change: Change): string[] {
  return examine(healthy(change)).findings.map(({ code, certainty }) => `${code} · ${certainty}`)
}

export const inside = (change: Partial<NonNullable<ProbeResults['inside']>>): Change => {
  const { inside: well } = healthy()
  return { inside: { ...(well as NonNullable<typeof well>), ...change } }
}
export const unreached = (answer: Asked): Change => ({ echoes: [answer, answer, answer] })
export const everywhere = (answer: Asked): Change => ({
  ...unreached(answer),
  hub: [answer],
  hubPage: { ...answer, loggedIn: false },
  loginForms: [answer, answer, answer],
  userTree: answer,
})
export const old: Change = { ...inside({ targets: [] }), hubVersion: '3.1.1', cookieCall: byHub(200) }
export const page = (origin: string, more = {}): Change => ({
  page: { origin, prefix: '/services/hubscope/', hubUrl: `${origin}/hub/`, trustworthy: true, ...more },
})
export const plain = { ...page('http://hub.test', { trustworthy: false }), ...inside({ redirects: [] }) }
export const plainHeaders = { 'x-scheme': 'http', 'x-forwarded-proto': 'http,http' }
export const posted = (headers: Record<string, string | undefined>): Change => ({
  methods: [{ ...echoed(echoWith(headers, { method: 'POST' })), method: 'POST' }],
})
export const target = (change: object, owner = 'server'): Change =>
  inside({
    targets: [
      {
        spec: '/user/ada/',
        target: 'https://ada.apps.test:443',
        owner: owner as 'server',
        name: 'ada',
        own: byHub(200),
        ...change,
      },
    ],
  })
export const server = (version = '6.1.1') =>
  asked({
    status: 200,
    body: 'json',
    headers: { 'x-jupyterhub-version': version, server: 'TornadoServer/6.6' },
  })
