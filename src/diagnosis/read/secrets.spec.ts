import { describe, expect, test } from 'vitest'
import { explain, toJson, toText } from './explain.ts'

const samples = import.meta.glob<string>('./samples/*', { query: '?raw', import: 'default', eager: true })

/** Values that would let somebody act as somebody else; none may come out again. */
const secrets = {
  token: '5d41402abc4b2a76b9719d911017c592',
  own: 'own-made-t0ken-of-a-service',
  cookie: 'c0okie-value-that-logs-in',
  xsrf: 'x5rf-value-of-a-session',
  code: 'oauth-c0de-to-be-redeemed',
  password: 'hunter2-and-more',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl',
} as const

/** As they stand in logs, prints and consoles. */
const plants = [
  `Authorization: token ${secrets.own}`,
  `-H 'Authorization: Bearer ${secrets.own}'`,
  `cookie: jupyterhub-hub-login=${secrets.cookie}; _xsrf=${secrets.xsrf}`,
  `Set-Cookie: jupyterhub-session-id=${secrets.cookie}; HttpOnly; Path=/`,
  `GET /hub/login?next=%2Fhub%2F&_xsrf=${secrets.xsrf}&token=${secrets.own}`,
  `GET /services/x/oauth_callback?code=${secrets.code}&state=${secrets.jwt}`,
  `JUPYTERHUB_API_TOKEN=${secrets.own}`,
  `{"password": "${secrets.password}", "api_token": "${secrets.token}"}`,
  `http://ada:${secrets.password}@proxy.example:3128`,
  secrets.token,
  secrets.jwt,
]

const texts = Object.entries(samples).map(([path, text]) => [path.slice('./samples/'.length), text] as const)
const logs = texts.filter(([name]) => !name.endsWith('.har'))
const archives = texts.filter(([name]) => name.endsWith('.har'))

function leaksOf(text: string): string[] {
  const reading = explain(text)
  const out = [JSON.stringify(reading.findings), JSON.stringify(toJson(reading)), toText(reading)].join('\n')
  return Object.values(secrets).filter((secret) => out.includes(secret))
}

describe('no secret comes out again that was planted at the end of every line of', () => {
  test.each(logs)('%s', (_name, text) => {
    for (const plant of plants) {
      const planted = text
        .split('\n')
        .map((line) => `${line} ${plant}`)
        .join('\n')
      expect(leaksOf(planted), plant).toEqual([])
    }
  })
})

describe('no secret comes out again that was planted on lines of its own in', () => {
  test.each(logs)('%s', (_name, text) => {
    const planted = text.split('\n').flatMap((line, index) => [line, plants[index % plants.length] ?? ''])
    expect(leaksOf(planted.join('\n'))).toEqual([])
  })
})

describe('no secret comes out again that was planted in every request of', () => {
  test.each(archives)('%s', (_name, text) => {
    const planted = text
      .replaceAll(
        '"headers": [',
        `"headers": [${headers.map((each) => `${JSON.stringify(each)}, `).join('')}`,
      )
      .replaceAll(/("url": "[^"?]*)/g, `$1?token=${secrets.own}&_xsrf=${secrets.xsrf}&code=${secrets.code}&`)
    expect(planted).toContain(secrets.cookie)
    expect(planted).toContain(secrets.code)
    expect(leaksOf(planted)).toEqual([])
  })
})

const headers = [
  { name: 'Authorization', value: `token ${secrets.own}` },
  { name: 'Cookie', value: `jupyterhub-hub-login=${secrets.cookie}; _xsrf=${secrets.xsrf}` },
  { name: 'Set-Cookie', value: `jupyterhub-session-id=${secrets.cookie}; Path=/` },
  { name: 'X-XSRFToken', value: secrets.xsrf },
]
