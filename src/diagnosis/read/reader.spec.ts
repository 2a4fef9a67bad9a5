import { describe, expect, test } from 'vitest'
import { explain, toJson, toText } from './explain.ts'
import { createReader } from './reader.ts'

const noReferer = '[W 2023-01-02 03:04:05.678 JupyterHub base:89] Blocking API request with no referer'
const refusal = [
  '[W 2025-01-02 03:04:05.678 JupyterHub scopes:1003] Not authorizing access to /hub/api/proxy. Requires any of [proxy] on *, not derived from scopes [list:users]',
  '[W 2025-01-02 03:04:05.679 JupyterHub web:2106] 403 GET /hub/api/proxy (10.0.0.1): Action is not authorized with current scopes; requires any of [proxy]',
  '[W 2025-01-02 03:04:05.680 JupyterHub log:192] 403 GET /hub/api/proxy (ada@example.org@10.0.0.1) 2.00ms',
].join('\n')

function readInPieces(text: string, size: number) {
  const reader = createReader()
  for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size))
  return reader.conclude()
}

describe('a text', () => {
  test.each([1, 7, 64, 100_000])('may come in pieces of %i characters', (size) => {
    expect(readInPieces(refusal, size)).toEqual(explain(refusal))
  })

  test.each(['\n', '\r\n'])('may end its lines with %j', (end) => {
    const { findings, lines } = explain(['nothing', noReferer, ''].join(end))
    expect(lines).toBe(2)
    expect(findings[0]?.evidence).toEqual([{ line: 2, text: noReferer }])
  })

  test('that is empty shows nothing', () => {
    expect(explain('')).toMatchObject({ lines: 0, findings: [] })
    expect(toText(explain('hello'))).toBe('No known problem here (1 line read).')
  })

  test('may have lines of any length', () => {
    expect(explain(`${'x'.repeat(2_000_000)}\n${noReferer}`).findings[0]?.evidence[0]?.line).toBe(2)
  })
})

test('several texts are read as one, and a HAR file may be among them', () => {
  const har = `{"log": {"version": "1.2", "creator": {}, "entries": [\n{"request": {"method": "GET", "url": "https://hub.example/hub/api/users", "headers": []},
  "response": {"status": 403, "headers": [{"name": "X-JupyterHub-Version", "value": "5.2.1"}], "content": {"text": "{\\"status\\": 403, \\"message\\": \\"Missing or invalid credentials.\\"}"}}}]}}`
  const { findings, lines } = explain(noReferer, har, refusal)
  expect(lines).toBe(1 + 3 + 3)
  expect(findings.map(({ code, evidence }) => [code, evidence[0]?.line])).toEqual([
    ['ref-missing', 1],
    ['creds-missing', 3],
    ['scope-denied', 5],
  ])
})

test('what begins like a HAR file and is none is read as lines', () => {
  expect(explain(`{"log": {"broken\n${noReferer}`).findings[0]?.evidence[0]?.line).toBe(2)
})

test('names of the text stand in the title and in the lines to write', () => {
  const [finding] = explain(refusal).findings
  expect(finding?.title).toBe('ada@example.org lacks proxy')
  expect(finding?.remedies[0]?.lines.join('\n')).toContain(
    '"scopes": ["proxy"],\n        "users": ["ada@example.org"],',
  )
})

test('the JSON has exactly the agreed keys', () => {
  const json = toJson(explain(refusal))
  expect(Object.keys(json)).toEqual(['findings'])
  expect(Object.keys(json.findings[0] ?? {})).toEqual([
    'code',
    'certainty',
    'severity',
    'title',
    'evidence',
    'fix',
  ])
  expect(json.findings[0]?.evidence[0]).toEqual({ line: 1, text: refusal.split('\n')[0] })
  expect(json.findings[0]?.fix).toContain('c.JupyterHub.load_roles.append(')
})

test('nothing secret is in what comes out', () => {
  const secrets = [
    '5d41402abc4b2a76b9719d911017c592',
    'hunter2',
    'cookievalue',
    'xsrfvalue',
    'statevalue',
    'codevalue',
  ]
  const text = [
    '> GET /hub/api/users?_xsrf=xsrfvalue HTTP/1.1',
    '> Host: hub.example',
    '> Authorization: token 5d41402abc4b2a76b9719d911017c592',
    '> Cookie: jupyterhub-session-id=cookievalue',
    '>',
    '< HTTP/1.1 403 Forbidden',
    '< Set-Cookie: a=cookievalue; Path=/',
    '< X-JupyterHub-Version: 5.2.1',
    '<',
    `{"status": 403, "message": "'_xsrf' argument missing from GET", "token": "hunter2"}`,
    '[W 2025-01-02 03:04:05.679 ServerApp] 403 GET /user/a/oauth_callback?code=codevalue&state=statevalue (10.0.0.1): oauth state does not match. Try logging in again.',
    '2025/01/02 03:04:05 [error] 7#7: *1 limiting requests, excess: 1.0 by zone "z", client: 10.0.0.1, request: "GET /hub/api/x?token=hunter2 HTTP/1.1"',
  ].join('\n')
  const reading = explain(text)
  const out = JSON.stringify(toJson(reading)) + toText(reading) + JSON.stringify(reading)
  expect(reading.findings.length).toBeGreaterThanOrEqual(3)
  for (const secret of secrets) expect(out).not.toContain(secret)
})

test('of a large text all lines are read, and what is kept is bounded', { timeout: 60_000 }, () => {
  const filler =
    '[I 2025-01-02 03:04:05.678 JupyterHub log:192] 200 GET /hub/api/users (ada@10.0.0.1) 2.00ms\n'
  const text = filler.repeat(20_000) + `${refusal}\n`.repeat(5_000)
  const { findings, lines } = explain(text)
  expect(lines).toBe(35_000)
  expect(JSON.stringify(findings).length).toBeLessThan(10_000)
})

test('pings are advised where they come in time, and not where WebSockets last longer than their usual pause', () => {
  const closings = (times: readonly string[]) =>
    times.map((time) => `${time}.100 kernel socket closed, code 1006\n`).join('')
  const linesOf = (...times: string[]) =>
    (explain(closings(times)).findings[0]?.remedies ?? []).flatMap(({ lines }) => lines).join('\n')
  const longer = linesOf('14:00:00', '14:01:00', '14:02:00', '14:03:00')
  expect(longer).toContain('proxy_read_timeout')
  expect(longer).not.toContain('ws_ping_interval')
  expect(linesOf('14:00:00', '14:00:20', '14:00:40', '14:01:00')).toContain("'ws_ping_interval': 10000")
})

test('lines for nginx say what they take the place of, as the doctor’s do', () => {
  const log =
    '[W 2023-01-02 03:04:05.678 JupyterHub base:89] Blocking API request with no referer\n10.0.0.1 - - [01/Aug/2024:10:00:00 +0000] "GET /hub/ HTTP/1.1" 200 5 "-" "curl"\n'
  const nginx = explain(log).findings.flatMap(({ remedies }) =>
    remedies.filter(({ where }) => where === 'nginx'),
  )
  expect(nginx.length).toBeGreaterThan(0)
  for (const { lines } of nginx) expect(lines[0]).toBe('# each line replaces those of the same name')
})

describe('what is advised of certificates that configurable-http-proxy refuses', () => {
  const line = (reason: string) => `12:00:00.000 [ConfigProxy] error: 503 GET /user/ada/ ${reason}`
  const misnamed = line(
    "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: hub.test. is not cert's CN: ada",
  )
  const unknown = line('Error: unable to verify the first certificate')
  const expired = line('Error: certificate has expired')
  const linesOf = (...texts: string[]) =>
    explain(texts.join('\n')).findings[0]?.remedies.flatMap(({ lines }) =>
      lines.flatMap((each) => /--client-ssl-ca|--change-origin/.exec(each)?.[0] ?? []),
    )

  test.each([
    ['an authority', [unknown], ['--client-ssl-ca']],
    ['another name', [misnamed], ['--change-origin']],
    ['both', [unknown, misnamed], ['--client-ssl-ca', '--change-origin']],
    ['neither, when its time is over', [expired], []],
  ])('is about %s', (_, texts, expected) => {
    expect(linesOf(...texts)).toEqual(expected)
  })
})
