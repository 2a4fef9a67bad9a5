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
