import { describe, expect, test } from 'vitest'
import { visitorIn } from '#hub/login-form.ts'
import { isSince, type HubVersion } from '#hub/versions.ts'
import type { Hub } from './hub.ts'

/** By which headers the hub takes those who ask for its login form for the same person, and by which for another. */
export function tryLoginForm(version: HubVersion, hub: () => Hub): void {
  const isBound = isSince(version, '4.1')
  const visitor = async (headers: Record<string, string>) =>
    visitorIn(await (await hub().visit('/login?n=1', { 'User-Agent': 'contract', ...headers })).text())
  const at = (address: string) => visitor({ 'X-Real-IP': address })
  const through = (...addresses: string[]) => visitor({ 'X-Forwarded-For': addresses.join(', ') })

  describe.skipIf(isBound)('the login form', () => {
    test('does not tell for whom the hub takes a visitor', async () => {
      expect(await at('10.0.0.1')).toBeUndefined()
    })
  })

  describe.runIf(isBound)('the login form', () => {
    test('is bound to the address and the browser, and to no other header', async () => {
      const one = await at('10.0.0.1')
      expect(one).toBeDefined()
      const headers = { 'X-Real-IP': '10.0.0.1', Accept: 'text/html', 'Accept-Language': 'de' }
      expect(await visitor(headers)).toBe(one)
      expect(await at('10.0.0.2')).not.toBe(one)
      expect(await visitor({ ...headers, 'User-Agent': 'another' })).not.toBe(one)
    })

    test('is bound to X-Real-IP before X-Forwarded-For, and to the last entry of that', async () => {
      const one = await at('10.0.0.1')
      expect(await visitor({ 'X-Real-IP': '10.0.0.1', 'X-Forwarded-For': '10.0.0.2' })).toBe(one)
      expect(await through('198.51.100.7', '10.0.0.1')).toBe(one)
      expect(await through('10.0.0.1', '198.51.100.7')).not.toBe(one)
    })

    test.each(['10.0.0.1:5000', '10.0.1.54321', '[2001:db8::1]', '2001:db8::54321', 'unknown'])(
      'is not bound to %s, which is no address',
      async (text) => {
        expect(await at(text)).toBe(await visitor({}))
      },
    )

    test.each(['2001:db8::1', '::ffff:10.0.0.1', '10.0.54321'])('is bound to %s', async (address) => {
      expect(await at(address)).not.toBe(await visitor({}))
    })
  })
}
