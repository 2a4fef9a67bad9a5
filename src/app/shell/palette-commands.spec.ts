import { describe, expect, it } from 'vitest'
import { commandsFor } from './palette-commands.ts'

const pages = [
  { path: '/users', title: 'Users', shows: '', operation: 'listUsers' },
  { path: '/routes', title: 'Routes', shows: '', operation: 'listRoutes' },
] as const

const labels = (text: string) => commandsFor(text, pages).map(({ label }) => label)

describe('the command palette', () => {
  it('offers pages first, and nothing about users before a name is typed', () => {
    expect(labels('').slice(0, 2)).toEqual(['Users', 'Routes'])
    expect(labels(' ').some((label) => label.startsWith('Open user'))).toBe(false)
  })

  it('finds commands that hold all the words', () => {
    expect(labels('dark theme')[0]).toBe('Theme: dark')
    expect(labels('rou')[0]).toBe('Routes')
  })

  it('takes anything typed for a user’s name, however it is written', () => {
    const open = commandsFor('a/b &c', pages).find(({ label }) => label === 'Open user a/b &c')
    expect(open?.action).toEqual({ kind: 'go', to: '/users?user=a%2Fb+%26c' })
  })

  it('offers the users who match before the bare words, and each name once', () => {
    const offered = (users: string[]) =>
      commandsFor('bela', pages, users)
        .map(({ label }) => label)
        .filter((label) => label.startsWith('Open user'))
    expect(offered(['bela.abe', 'bela.ito'])).toEqual([
      'Open user bela.abe',
      'Open user bela.ito',
      'Open user bela',
    ])
    expect(offered(['bela', 'bela.abe'])).toEqual(['Open user bela', 'Open user bela.abe'])
  })
})
