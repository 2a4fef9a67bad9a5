import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, screen } from '@testing-library/react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { afterEach, expect, test } from 'vitest'
import { sessionQuery } from '../api/session.ts'
import { shownAs } from '../api/preview/shown-as.ts'
import { useShownAsInUrl } from './use-shown-as-in-url.ts'

afterEach(() => {
  cleanup()
  act(() => shownAs.end())
})

const session: readonly unknown[] = sessionQuery.queryKey

function Frame() {
  return <p>{useShownAsInUrl()?.join(', ') ?? 'own'}</p>
}

function openAt(entry: string) {
  const client = new QueryClient()
  client.setQueryData(['users', 'page'], 'read with other eyes')
  client.setQueryData(session, 'who is signed in')
  const router = createMemoryRouter([{ path: '*', Component: Frame }], { initialEntries: [entry] })
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
  return { client, router, address: () => router.state.location.pathname + router.state.location.search }
}

test('an address that names scopes is shown with them, and nothing read before is kept but the session', () => {
  const { client } = openAt('/users?as=proxy+list%3Ausers%21group%3Da')
  expect(screen.getByText('proxy, list:users!group=a')).toBeVisible()
  expect(client.getQueryData(['users', 'page'])).toBeUndefined()
  expect(client.getQueryData(session)).toBe('who is signed in')
})

test('a link to another page keeps it, and the address says so again', async () => {
  const { router, address } = openAt('/users?as=proxy')
  await act(() => router.navigate('/servers?q=x'))
  expect(address()).toBe('/servers?q=x&as=proxy')
  expect(screen.getByText('proxy')).toBeVisible()
})

test('the back button leads out of it', async () => {
  const { router, address } = openAt('/scopes')
  await act(() => router.navigate('/users?as=proxy'))
  expect(screen.getByText('proxy')).toBeVisible()
  await act(() => router.navigate(-1))
  expect(address()).toBe('/scopes')
  expect(screen.getByText('own')).toBeVisible()
})

test('its end takes it out of the address, and what was read meanwhile with it', async () => {
  const { client, address } = openAt('/users?q=x&as=proxy')
  client.setQueryData(['users', 'page'], 'read as another')
  await act(async () => shownAs.end())
  expect(address()).toBe('/users?q=x')
  expect(screen.getByText('own')).toBeVisible()
  expect(client.getQueryData(['users', 'page'])).toBeUndefined()
})
