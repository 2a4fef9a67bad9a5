import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ServerKey } from '#hub/server-key.ts'
import { fakeService } from '../../testing/fake-service.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { useSeenSpawns } from './seen-spawns.ts'
import { shownAs } from '../preview/shown-as.ts'
import type { SpawnRecord } from './spawn-record.ts'

const keys: ServerKey[] = ['ada/', 'ada/gpu', 'bob/', 'cyd/']
// Which spawns are seen hangs on their names alone.
const records = new Map(keys.map((key) => [key, { key } as SpawnRecord]))

function Seen() {
  return <p>{[...useSeenSpawns(records, ['cyd/']).keys()].join(' ') || 'none'}</p>
}

beforeEach(() => void fakeService())
afterEach(() => {
  cleanup()
  act(() => shownAs.end())
})

test.each([
  ['all of them when the page is the visitor’s', undefined, 'ada/ ada/gpu bob/ cyd/'],
  ['those the lists show', [], 'cyd/'],
  [
    'those of users that the token may list, as far as it reads servers',
    ['list:users!user=ada', 'read:servers'],
    'ada/ ada/gpu cyd/',
  ],
  ['single servers that a filter names', ['list:users', 'read:servers!server=ada/gpu'], 'ada/gpu cyd/'],
  [
    'not those of a group, whose members only the lists tell',
    ['list:users', 'read:servers!group=lab'],
    'cyd/',
  ],
])('shows %s', async (_, scopes, seen) => {
  if (scopes) shownAs.begin(scopes)
  renderPage(Seen, '/spawns', { scopes: ['list:users', 'read:servers'] })
  expect(await screen.findByText(seen)).toBeVisible()
})
