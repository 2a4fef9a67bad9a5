import { describe, expect, it } from 'vitest'
import type { Asker } from '#diagnosis/doctor/ask/ask.ts'
import { siteAt } from './address.ts'
import { locate } from './locate.ts'

const marks = { 'Content-Type': 'application/json', 'X-JupyterHub-Version': '6.1.1' }
const api = () => Response.json({ version: '6.1.1' }, { headers: marks })
const to = (Location: string) => new Response(null, { status: 302, headers: { ...marks, Location } })
const strange = (text = 'not here', status = 404) => new Response(text, { status })

/** A hub with this base URL, as it answers what reaches it: it sends what it does not know to itself. */
const hubAt = (base: string) => (path: string) =>
  path === `${base}hub/api/` ? api() : path.startsWith(`${base}hub/`) ? strange() : to(`${base}hub${path}`)

async function found(typed: string, site: (path: string) => Response) {
  const page = siteAt(typed)
  if (!page) throw new Error('the address is one')
  const asker: Asker = {
    send: (url) => Promise.resolve(site(new URL(url).pathname)),
    signal: new AbortController().signal,
    now: () => 0,
  }
  return locate(asker, page).then(
    () => 'a way to look at',
    (error: Error) => error.message,
  )
}

describe('a base URL', () => {
  it.each([
    ['http://127.0.0.1/wrong/', '/', 'the hub is at http://127.0.0.1/; look there'],
    ['http://127.0.0.1/', '/jupyter/', 'the hub is at http://127.0.0.1/jupyter/; look there'],
    ['http://127.0.0.1/wrong/services/hubscope/', '/', 'the hub is at http://127.0.0.1/; look there'],
  ])(
    '%s that is not the hub’s %s is told apart from a fault: the hub answers elsewhere',
    async (...given) => {
      const [typed, base, problem] = given
      expect(await found(typed, hubAt(base))).toBe(problem)
    },
  )

  it('that is the hub’s is looked at', async () => {
    expect(await found('http://127.0.0.1/jupyter/', hubAt('/jupyter/'))).toBe('a way to look at')
  })

  it.each([
    ['takes it away', '/jupyter/', (path: string) => path.replace(/^\/jupyter/, '')],
    ['adds it, for a hub that has none', '/', (path: string) => path],
    ['adds it twice', '/jupyter/', (path: string) => `/jupyter${path}`],
  ])('is a fault to look at where something %s', async (_, base, passed) => {
    const edge = (path: string) => (path.startsWith('/jupyter/') ? hubAt(base)(passed(path)) : strange())
    expect(await found('http://127.0.0.1/jupyter/', edge)).toBe('a way to look at')
  })
})

describe('http where TLS is spoken', () => {
  it.each([
    ['nginx', '<center>The plain HTTP request was sent to HTTPS port</center>'],
    ['Apache', 'Reason: You’re speaking plain HTTP to an SSL-enabled server port.'],
    ['Traefik', 'Client sent an HTTP request to an HTTPS server.\n'],
  ])('is told in the words of %s', async (_, text) => {
    const site = () => strange(text, 400)
    const problem = 'plain http is not spoken at 127.0.0.1:8443; try https://127.0.0.1:8443'
    expect(await found('http://127.0.0.1:8443/', site)).toBe(problem)
    expect(await found('https://127.0.0.1:8443/', site)).toBe('a way to look at')
  })

  it('is told by what is no answer of HTTP', async () => {
    const site = () => {
      throw Object.assign(new Error('Parse Error'), { code: 'HPE_INVALID_CONSTANT' })
    }
    expect(await found('http://127.0.0.1:8443/', site)).toMatch(/; try https:/)
    expect(await found('https://127.0.0.1:8443/', site)).toMatch(/^nothing answers/)
  })
})
