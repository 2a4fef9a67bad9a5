import { expect, test } from 'vitest'
import { hasPart, spellName } from './spell-name.ts'

function spelled(name: string) {
  let questions = 0
  const result = spellName(async (part) => {
    questions += 1
    return hasPart(name, part)
  })
  return result.then((found) => ({ found, questions }))
}

test.each(['a', 'ta', 'anna', 'banana', 'aaaa', 'fay.abe', 'ada@example.org', 'abcabcab', 'user-0042'])(
  '%s is found out',
  async (name) => {
    const { found, questions } = await spelled(name)
    expect(found).toBe(name)
    expect(questions).toBeLessThan(40 + name.length * 12 + 4)
  },
)

test.each(['山田太郎', 'zoë', 'mary ann'])('%s is not, and nothing else is taken for it', async (name) => {
  expect((await spelled(name)).found).toBeUndefined()
})

test('parts are compared as the hub’s database does', () => {
  expect(hasPart('Ada.L', 'a.l')).toBe(true)
  expect(hasPart('adaxl', 'a.l')).toBe(false)
  expect(hasPart('adaxl', 'a_l')).toBe(true)
  expect(hasPart('ada', 'a_')).toBe(true)
  expect(hasPart('ada', 'da_')).toBe(false)
})
