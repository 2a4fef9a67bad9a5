import { expect, it } from 'vitest'
import { addressFor, keepChoice, readChoice } from './choice.ts'

function memory(): Pick<Storage, 'getItem' | 'setItem'> {
  const items = new Map<string, string>()
  return { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) }
}

it('begins as admin on the newest hub, also where nothing can be stored', () => {
  expect(readChoice(new URL('http://demo.test/'), undefined)).toEqual({ persona: 'admin', version: '6.1.1' })
})

it('remembers what was chosen, and lets the address decide', () => {
  const storage = memory()
  keepChoice({ persona: 'ta', version: '5.5.4' }, storage)
  expect(readChoice(new URL('http://demo.test/'), storage)).toEqual({ persona: 'ta', version: '5.5.4' })
  const address = new URL('http://demo.test/?as=reader&hub=4.1.6')
  expect(readChoice(address, storage)).toEqual({ persona: 'reader', version: '4.1.6' })
})

it('falls back when the address names somebody who does not exist', () => {
  const choice = readChoice(new URL('http://demo.test/?as=root&hub=9.9.9'), memory())
  expect(choice).toEqual({ persona: 'admin', version: '6.1.1' })
})

it('leads to the same view', () => {
  const address = new URL('http://demo.test/some/where/?as=admin#/users?q=a')
  expect(addressFor(address, { persona: 'reader', version: '6.1.1' }).href).toBe(
    'http://demo.test/some/where/?as=reader&hub=6.1.1#/users?q=a',
  )
})
