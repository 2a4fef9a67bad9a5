import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FindingCode } from '#diagnosis/codes.ts'
import { newerNode } from '#stack/newer-node.ts'
import { builtService } from '#stack/paths.ts'
import type { Stack } from '#stack/stack-options.ts'
import { startStack } from '#stack/stack.ts'
import { examineAt } from './examine.ts'
import { printedForHub } from './recipes/printed.ts'

let stack: Stack
let strictProxy: Server
let node: string

/** An HTTP proxy as companies have it: it passes on only what it knows. */
async function startStrictProxy(): Promise<Server> {
  const server = createServer((_, response) => response.writeHead(403).end('<h1>Not on the list</h1>'))
  server.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

beforeAll(async () => {
  node = await newerNode()
  strictProxy = await startStrictProxy()
  stack = await startStack({ people: 0, servers: false, culler: false })
})

afterAll(async () => {
  await stack?.stop()
  strictProxy?.close()
})

const portOf = (url: string) => Number(new URL(url).port)

/** Python that changes the entry of the service, which the block of deploy/ has put into the list. */
const inEntry = (...lines: string[]) =>
  ['service = next(one for one in c.JupyterHub.services if one["name"] == "hubscope")', ...lines].join('\n')

/** What somebody did to the service, and where the printed line belongs. */
interface Case {
  title: string
  broken: () => string
  code: FindingCode
  /** The remedies, and Python that does with the line of each what an operator would. */
  repairs: Record<string, (line: string) => string>
}

const asksAt = (address: string) =>
  `service["command"] = ["env", "JUPYTERHUB_API_URL=${address}", *service["command"]]`
const inTheEntry = (line: string) => `service.update({${line}})`

const cases: Case[] = [
  {
    // As a service in a container, which asks the hub at another address than the proxy does.
    title: 'is given an address at which the hub does not listen',
    broken: () =>
      inEntry(
        asksAt(`http://127.0.0.2:${portOf(stack.hubApiUrl)}/hub/api`),
        'c.JupyterHub.hub_connect_ip = "127.0.0.1"',
      ),
    code: 'hub-unreachable',
    repairs: {
      'Let the hub listen where services and servers can reach it (where hub_bind_url is set, name the address there):':
        (line) => line,
    },
  },
  {
    title: 'sends its calls to the hub to an HTTP proxy',
    broken: () => {
      const address = strictProxy.address()
      if (address === null || typeof address === 'string') throw new Error('The HTTP proxy does not listen')
      return inEntry(
        `service["command"] = ${JSON.stringify([node, builtService, 'serve'])}`,
        `service["environment"]["HTTP_PROXY"] = "http://127.0.0.1:${address.port}"`,
        'service["environment"]["NODE_USE_ENV_PROXY"] = "1"',
      )
    },
    code: 'http-proxy-env',
    repairs: {
      'In the environment of hub, services and servers, beside what NO_PROXY holds already:': (line) => {
        const [name, value] = line.split('=')
        return `service["environment"][${JSON.stringify(name)}] = ${JSON.stringify(value)}`
      },
    },
  },
  {
    title: 'has another address for browsers in its entry',
    broken: () => inEntry('service["oauth_redirect_uri"] = "/services/hubscope/oauth/callback"'),
    code: 'oauth-client-mismatch',
    repairs: { 'In the entry of the service:': inTheEntry },
  },
  {
    title: 'has browsers sent to another host, by its entry and its environment',
    broken: () =>
      inEntry(
        'service["oauth_redirect_uri"] = "http://hub.invalid/services/hubscope/oauth_callback"',
        'own = "JUPYTERHUB_OAUTH_CALLBACK_URL=" + service["oauth_redirect_uri"]',
        'service["command"] = ["env", own, *service["command"]]',
      ),
    code: 'oauth-client-mismatch',
    repairs: {
      'In the entry of the service:': inTheEntry,
      'And in the environment of the service, which has another one from somebody else than the hub:': (
        line,
      ) => `service["command"].insert(2, ${JSON.stringify(line)})`,
    },
  },
]

async function findingsWith(extraConfig: string) {
  await stack.stopHub()
  await stack.startHub({ extraConfig })
  return (await examineAt(stack, stack.url)).findings
}

it.each(cases)('a service that $title is named, and works with the printed lines', async (each) => {
  const findings = await findingsWith(each.broken())
  expect(findings.map(({ code }) => code)).toEqual([each.code])
  const repairs = Object.entries(each.repairs).map(([text, apply]) => {
    const [line = ''] = printedForHub(findings, text)
    return apply(line)
  })
  expect(await findingsWith([each.broken(), ...repairs].join('\n'))).toEqual([])
})

it('a service that is given the address of something else is told to compare it', async () => {
  const [finding, ...others] = await findingsWith(inEntry(asksAt(stack.proxyApiUrl)))
  expect(others).toEqual([])
  expect(finding).toMatchObject({ code: 'hub-unreachable', hop: 'service' })
  expect(finding?.fixes[0]?.text).toContain('JUPYTERHUB_API_URL')
})
