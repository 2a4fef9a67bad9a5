import { act, cleanup, render, screen } from '@testing-library/react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { afterEach, expect, test } from 'vitest'
import { useSearch } from './use-search.ts'

afterEach(cleanup)

function Page() {
  const [search, changeSearch] = useSearch()
  return (
    <button type="button" onClick={() => changeSearch(setQ)}>
      {search.toString()}
    </button>
  )
}

function setQ(current: URLSearchParams): URLSearchParams {
  current.set('q', 'bela')
  return current
}

/** Navigates, and changes the query before React has drawn where the navigation led. */
async function changeAfter(navigation: string): Promise<string> {
  const router = createMemoryRouter([{ path: '*', Component: Page }], { initialEntries: ['/users?page=2'] })
  render(<RouterProvider router={router} />)
  await act(async () => {
    void router.navigate(navigation)
    screen.getByRole('button').click()
  })
  return router.state.location.pathname + router.state.location.search
}

test('a change keeps what a link has set a moment before, drawn or not', async () => {
  expect(await changeAfter('/users?page=2&user=bela')).toBe('/users?page=2&user=bela&q=bela')
  expect(screen.getByRole('button').textContent).toBe('page=2&user=bela&q=bela')
})

test('a change for a page that is being left does not call the visitor back', async () => {
  expect(await changeAfter('/spawns')).toBe('/spawns')
})
