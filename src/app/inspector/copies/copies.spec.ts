import { execFile, execFileSync } from 'node:child_process'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operationPath } from '#hub/paths.ts'
import { exchangeWith } from '../testing/exchange-with.ts'
import { apiCallOf, apiUrlOf, type ApiCall } from './api-call.ts'
import { asCurl, asFetch, asPython } from './as-code.ts'

const names = [
  'alice',
  "o'hara",
  'mary ann',
  'ünï+x@example.org',
  '"quoted" $HOME `id` \\ %41 #?&!',
  'a{1,2}[3]*',
]

function startOf(user: string, body: string, apiUrl: string): ApiCall {
  const params = { user, server: 'g p' }
  const exchange = exchangeWith({
    operation: 'startServer',
    method: 'POST',
    params,
    path: operationPath('startServer', params),
    requestBody: { text: body, bytes: body.length, cut: false, type: 'application/json' },
  })
  const call = apiCallOf(exchange, apiUrl)
  if (!call) throw new Error('there is a call for every operation of the hub')
  return call
}

const body = JSON.stringify({ profile: `it's "big" \\ $HOME\n\u2028 ünï`, gpus: 2, spot: true, none: null })

interface Heard {
  method: string | undefined
  target: string | undefined
  authorization: string | undefined
  accept: string | undefined
  type: string | undefined
  body: string
}

describe('copied calls, as their interpreters run them', () => {
  const heard: Heard[] = []
  const server = createServer((request, response) => void hear(request, response))
  const hear = async (request: IncomingMessage, response: ServerResponse) => {
    const { method, url: target, headers } = request
    heard.push({
      method,
      target,
      authorization: headers.authorization,
      accept: headers.accept,
      type: headers['content-type'],
      body: await textOf(request),
    })
    response.end('{}')
  }
  let apiUrl = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hub/api`
  })
  afterAll(() => void server.close())

  test.each(names)('bash and curl send what was sent for %s', async (name) => {
    heard.length = 0
    const call = startOf(name, body, apiUrl)
    await run('bash', ['-c', asCurl(call)])
    expect(heard).toEqual([expected(call, apiUrl)])
  })

  test('Node sends what was sent', async () => {
    heard.length = 0
    const call = startOf(names.join(' '), body, apiUrl)
    await run(process.execPath, ['--input-type=module', '-e', asFetch(call)])
    expect(heard).toEqual([expected(call, apiUrl)])
  })

  test('a read asks for pages, and sends no body', async () => {
    heard.length = 0
    const call = apiCallOf(exchangeWith({ query: 'offset=0&limit=50&q=%26' }), apiUrl)
    expect(call).toBeDefined()
    if (call) await run('bash', ['-c', asCurl(call)])
    expect(heard[0]).toMatchObject({
      method: 'GET',
      target: '/hub/api/users?offset=0&limit=50&q=%26',
      accept: 'application/jupyterhub-pagination+json, application/json',
      body: '',
    })
  })
})

describe('copied calls, as text', () => {
  const apiUrl = 'https://hub.example/hub/api'

  test('Python reads the same strings, names and variable', () => {
    const call = startOf(names.join(' '), body, apiUrl)
    const program = [
      'import ast, json, sys',
      'tree = ast.parse(sys.argv[1])',
      'print(json.dumps([node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]))',
    ].join('\n')
    const strings: unknown = JSON.parse(
      execFileSync('python3', ['-c', program, asPython(call)], { encoding: 'utf8' }),
    )
    expect(strings).toEqual(expect.arrayContaining([call.method, call.url, body, 'JUPYTERHUB_API_TOKEN']))
  })

  test('no copy holds a token, only the variable’s name', () => {
    const call = startOf('alice', body, apiUrl)
    for (const text of [asCurl(call), asPython(call), asFetch(call)]) {
      expect(text).toContain('JUPYTERHUB_API_TOKEN')
      expect(text).not.toMatch(/csrf|cookie/i)
    }
  })

  test('a body that was masked or cut is said to be', () => {
    const text = '{"token": "[masked]"}'
    const call = apiCallOf(
      exchangeWith({ requestBody: { text, bytes: 60, cut: false, type: undefined } }),
      apiUrl,
    )
    expect(call && asCurl(call)).toMatch(/^# Secrets in it were masked/)
    expect(call && asFetch(call)).toMatch(/^\/\/ Secrets in it were masked/)
  })

  test('what only Hubscope answers is no call of the hub', () => {
    expect(apiCallOf(exchangeWith({ operation: 'session' }), apiUrl)).toBeUndefined()
  })

  test('the API is found under a base url, and at the hub’s own address in subdomain mode', () => {
    const page = 'https://a.example/jupyter/services/hubscope/inspector'
    expect(apiUrlOf(undefined, '/jupyter/hub/', page)).toBe('https://a.example/jupyter/hub/api')
    expect(apiUrlOf(undefined, 'https://hub.example/hub/', page)).toBe('https://hub.example/hub/api')
  })

  test('an imported exchange asks the hub that it asked then', () => {
    const asked = (url: string) => apiUrlOf(url, '/hub/', 'https://a.example/')
    expect(asked('https://b.example/x/services/scope/hub/api/users?a=/hub/api')).toBe(
      'https://b.example/x/hub/api',
    )
    expect(asked('https://b.example/hub/api')).toBe('https://b.example/hub/api')
  })
})

function expected({ method, url }: ApiCall, apiUrl: string): Heard {
  return {
    method,
    target: url.slice(new URL(apiUrl).origin.length),
    authorization: 'token s3cret',
    accept: 'application/json',
    type: 'application/json',
    body,
  }
}

/** Asynchronous: the server that hears the call runs in this very process. */
function run(program: string, words: readonly string[]): Promise<void> {
  const env = { ...process.env, JUPYTERHUB_API_TOKEN: 's3cret' }
  return new Promise((resolve, reject) => {
    execFile(program, words, { env }, (error) => (error ? reject(error) : resolve()))
  })
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) text += piece
  return text
}
