import { expect, test } from 'vitest'
import { classify } from './classify.ts'
import { unwrap } from './unwrap.ts'

const line = '[W 2025-01-02 03:04:05.678 JupyterHub base:89] Blocking API request with no referer'

test.each([
  ['as it is', line],
  ['docker compose', `hub-1   | ${line}`],
  ['docker json-file', JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: '2025-01-02T03:04:05Z' })],
  ['kubectl --timestamps', `2025-01-02T03:04:05.678901234Z ${line}`],
  ['kubectl --prefix', `[pod/hub-6c9f5b/hub] ${line}`],
  ['CRI', `2025-01-02T03:04:05.678901234+01:00 stderr F ${line}`],
  ['journald', `Jan  2 03:04:05 node1 jupyterhub[812]: ${line}`],
  ['syslog with ISO time', `2025-01-02T03:04:05+00:00 jupyterhub[812]: ${line}`],
  ['Google’s collector', JSON.stringify({ textPayload: line, severity: 'ERROR' })],
  ['Azure’s collector', JSON.stringify({ TimeStamp: '2025-01-02', Log: line })],
  ['a label', `[hub] ${line}`],
  [
    'colours',
    `\u001B[33m[W 2025-01-02 03:04:05.678 JupyterHub base:89]\u001B[m Blocking API request with no referer`,
  ],
])('finds the program’s own line behind what was put around it: %s', (_, wrapped) => {
  expect(unwrap(wrapped)).toBe(line)
  expect(classify(1, unwrap(wrapped))).toMatchObject({
    source: 'hub',
    level: 'W',
    message: 'Blocking API request with no referer',
  })
})

test.each([
  [
    'chp',
    '2025-01-02T03:04:05.678Z [ConfigProxy] \u001B[31merror\u001B[39m: 503 GET /user/x connect ECONNREFUSED',
  ],
  ['chp', '03:04:05.678 [ConfigProxy] [31merror[39m: 503 GET /user/x connect ECONNREFUSED'],
  ['server', '[I 2025-01-02 03:04:05.678 ServerApp] Kernel started: 77aa'],
  ['server', '[W 03:04:05.678 NotebookApp] 404 GET /x'],
  ['python', '[I 250102 03:04:05 web:2246] 200 GET /services/x/ (10.0.0.1) 2.10ms'],
  ['nginx', '2025/01/02 03:04:05 [error] 7#7: *1 connect() failed (111: Connection refused)'],
  [
    'apache',
    '[Thu Jan 02 03:04:05.678901 2025] [proxy:error] [pid 1:tid 2] (111)Connection refused: AH00957',
  ],
  [
    'haproxy',
    'Jan  2 03:04:05 lb haproxy[9]: 10.0.0.1:1 [02/Jan/2025:03:04:05.678] a b/c 0/0/0/1/1 200 1 - - ---- 1/1/0/0/0 0/0 "GET /hub/ HTTP/1.1"',
  ],
  ['access', '10.0.0.1 - - [02/Jan/2025:03:04:05 +0000] "GET /hub/ HTTP/1.1" 200 1 "-" "x"'],
  ['access', '[2025-01-02T03:04:05.678Z] "GET /hub/ HTTP/2" 200 - via_upstream - "-" 0 1 2 1'],
  [
    'caddy',
    '{"level":"info","logger":"http.log.access","request":{"method":"GET","uri":"/hub/"},"status":200}',
  ],
  ['traefik', 'time="2025-01-02T03:04:05Z" level=error msg="x"'],
  ['browser', "WebSocket connection to 'wss://hub/user/x/api/kernels/1/channels' failed: "],
  ['browser', 'jquery.min.js:2 GET https://hub/hub/api/users 403 (Forbidden)'],
  ['curl', '< HTTP/1.1 403 Forbidden'],
  ['config', '    add_header Referrer-Policy "no-referrer";'],
  ['other', 'Hello all, since Monday I get a 403.'],
])('knows what wrote a line: %s', (source, text) => {
  expect(classify(1, unwrap(text)).source).toBe(source)
})
