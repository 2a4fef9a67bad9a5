import { expect, test } from 'vitest'
import { answerOf } from './read-answer.ts'

test('a page says its title, and the hub’s own pages what stands in them', () => {
  const response = new Response(null, { headers: { 'Content-Type': 'text/html' } })
  expect(answerOf(response, '<html><head><TITLE lang="en"> Bad Gateway </TITLE>')).toMatchObject({
    body: 'html',
    says: 'Bad Gateway',
  })
  const own = '<!doctype html><title>JupyterHub</title><div class="error"><p class="big message"> Not <b>'
  expect(answerOf(response, own)).toMatchObject({ body: 'html', says: 'Not' })
})

test('a body that is made to be slow to read is read all the same', { timeout: 2_000 }, () => {
  expect(answerOf(new Response(), '<title'.repeat(43_000))).toMatchObject({ body: 'text' })
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
