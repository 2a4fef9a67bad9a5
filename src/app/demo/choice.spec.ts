import { expect, it } from 'vitest'
import { addressFor, keepChoice, readChoice } from './choice.ts'

function memory(): Pick<Storage, 'getItem' | 'setItem'> {
  const items = new Map<string, string>()
  return { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) }
}

it('begins as admin on the newest hub, also where nothing can be stored', () => {
  expect(readChoice(new URL('http://demo.test/'), undefined, undefined)).toEqual({
    persona: 'admin',
    version: '6.1.1',
    fault: 'none',
  })
})

it('remembers what was chosen, and lets the address decide', () => {
  const [browser, tab] = [memory(), memory()]
  keepChoice({ persona: 'ta', version: '5.5.4', fault: 'sso-portal' }, browser, tab)
  expect(readChoice(new URL('http://demo.test/'), browser, tab)).toEqual({
    persona: 'ta',
    version: '5.5.4',
    fault: 'sso-portal',
  })
  const address = new URL('http://demo.test/?as=reader&hub=4.1.6&fault=rate-limit')
  expect(readChoice(address, browser, tab)).toEqual({
    persona: 'reader',
    version: '4.1.6',
    fault: 'rate-limit',
  })
})

it('forgets a fault with the tab', () => {
  const browser = memory()
  keepChoice({ persona: 'ta', version: '5.5.4', fault: 'sso-portal' }, browser, memory())
  const { persona, fault } = readChoice(new URL('http://demo.test/'), browser, memory())
  expect({ persona, fault }).toEqual({ persona: 'ta', fault: 'none' })
})

it('falls back when the address names what does not exist', () => {
  const address = new URL('http://demo.test/?as=root&hub=9.9.9&fault=toString')
  expect(readChoice(address, memory(), memory())).toEqual({
    persona: 'admin',
    version: '6.1.1',
    fault: 'none',
  })
})

it('leads to the same view, and says nothing of a fault that there is not', () => {
  const address = new URL('http://demo.test/some/where/?as=admin&fault=sso-portal#/users?q=a')
  expect(addressFor(address, { persona: 'reader', version: '6.1.1', fault: 'rate-limit' }).href).toBe(
    'http://demo.test/some/where/?as=reader&fault=rate-limit&hub=6.1.1#/users?q=a',
  )
  expect(addressFor(address, { persona: 'reader', version: '6.1.1', fault: 'none' }).href).toBe(
    'http://demo.test/some/where/?as=reader&hub=6.1.1#/users?q=a',
  )
})
