import { expect, test } from 'vitest'
import { withoutSecrets } from './follow.ts'

test('an address that is shown says where it leads, and no value that opens anything', () => {
  const next = '/hub/api/oauth2/authorize?client_id=service-x&state=planted-1'
  const deeper = `/hub/login?next=${encodeURIComponent(next)}&_xsrf=planted-2`
  const shown = withoutSecrets(
    `https://hub.example/hub/login?next=${encodeURIComponent(deeper)}&code=planted-3&redirects=2`,
  )
  expect(shown).not.toContain('planted')
  expect(new URL(shown).searchParams.get('next')).toContain('client_id%3Dservice-x')
  expect(new URL(shown).searchParams.get('redirects')).toBe('2')
  expect(withoutSecrets('https://ada:planted@hub.example/hub/home?a#access_token=planted')).toBe(
    'https://hub.example/hub/home?a=%E2%80%A6',
  )
})
