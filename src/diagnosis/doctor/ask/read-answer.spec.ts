import { expect, test } from 'vitest'
import { answererOf } from '../answerer.ts'
import { byBareChp, handedOnByChp, recordedVersions } from '../testing/pages.ts'
import { answerOf } from './read-answer.ts'

const html = (status = 200) => new Response(null, { status, headers: { 'Content-Type': 'text/html' } })

test('a page says its title', () => {
  expect(answerOf(html(), '<html><head><TITLE lang="en"> Bad Gateway </TITLE>')).toMatchObject({
    body: 'html',
    says: 'Bad Gateway',
  })
})

test.each(recordedVersions)(
  'the page that hub %s rendered for its proxy is known, and its sentence',
  (version) => {
    const { answer } = handedOnByChp(version)
    expect(answer).toMatchObject({
      body: 'html',
      page: 'hub',
      says: 'Your server appears to be down. Try restarting it from the hub',
    })
    expect(answer && answererOf(answer)).toBe('hub-page')
  },
)

test('a site with a title of its own keeps the hub’s block of errors', () => {
  const own = '<title>Our lab</title><div class="error">\n<h1>\n 503 : Service Unavailable\n</h1></div>'
  expect(answerOf(html(503), own)).toMatchObject({ page: 'hub', says: '503 : Service Unavailable' })
})

test('a cookie without a name keeps its value to itself', () => {
  const headers = { 'Set-Cookie': 'planted-value; Path=/hub/; Secure' }
  expect(answerOf(new Response(null, { headers }), '').cookies).toEqual([
    { name: '', path: '/hub/', secure: true },
  ])
})

test('of a text no secret is told, wherever it would be cut', () => {
  const planted = 'token=planted-value and cookie: session=planted-value'
  for (const before of ['', 'x'.repeat(150)]) {
    const { says } = answerOf(new Response(), `${before} ${planted}`)
    expect(says).toContain(before)
    expect(says).not.toContain('planted')
  }
})

test('a redirect tells where it leads, and not the state of a login in it', () => {
  const inner = encodeURIComponent('/hub/api/oauth2/authorize?client_id=service-x&state=planted-1&scope=a')
  const outer = encodeURIComponent(`/hub/login?next=${inner}&token=planted-2`)
  for (const Location of [`/hub/login?next=${inner}`, `/hub/login?next=${outer}&code=planted-3`]) {
    const { headers } = answerOf(new Response(null, { headers: { Location } }), '')
    expect(headers['location']).toContain('client_id')
    expect(headers['location']).toMatch(/scope%(25)?3Da/)
    expect(headers['location']).not.toContain('planted')
  }
})

test('what the hub says of a login or a refusal is read without its tags', () => {
  const form =
    '<title>JupyterHub</title><p class="login_error">\n  Login form invalid or expired. Try again.\n</p>'
  expect(answerOf(html(403), form).says).toBe('Login form invalid or expired. Try again.')
  const page =
    '<title>JupyterHub</title><div class="error"><h1>403 : Forbidden</h1><p>XSRF cookie &#39;_xsrf&#39; &amp; <b>no</b> argument</p></div>'
  expect(answerOf(html(403), page).says).toBe("XSRF cookie '_xsrf' & no argument")
  expect(answerOf(html(), '<title>JupyterHub</title><form>').says).toBeUndefined()
})

test('the proxy’s words without the hub’s page are known, also where another proxy adds a type', () => {
  const by = (response: Response, text: string) => answererOf(answerOf(response, text))
  expect(byBareChp.answer && answererOf(byBareChp.answer)).toBe('chp')
  expect(by(new Response('x', { status: 503 }), 'Service Unavailable')).toBe('chp')
  expect(by(new Response('x', { status: 502 }), 'Bad Gateway')).toBe('edge')
  expect(by(html(503), 'Service Unavailable')).toBe('edge')
  expect(by(html(503), '<html><body><h1>503 Service Unavailable</h1>')).toBe('edge')
})

test.each(['<title', '<div class="error">', '<p class="a'])(
  'a body of nothing but %s is made to be slow to read, and is read all the same',
  { timeout: 2_000 },
  (piece) => {
    const body = piece.repeat(Math.floor((256 * 1024) / piece.length))
    expect(answerOf(new Response(), `${body}<title>JupyterHub</title>`)).toMatchObject({ body: 'html' })
  },
)
