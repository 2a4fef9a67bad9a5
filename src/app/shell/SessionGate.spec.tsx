import { QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SignedIn } from '#server/contract.ts'
import { usePermissions } from '../api/permissions.ts'
import { createQueryClient } from '../api/query-client.ts'
import { sessionQuery } from '../api/session.ts'
import { exchanges } from '../inspector/record/exchange-store.ts'
import { SessionGate } from './SessionGate.tsx'

const signedIn: SignedIn = {
  state: 'signed-in',
  identity: { kind: 'user', name: 'ada', scopes: ['list:users'] },
  hub: { version: '6.1.1' },
  prefix: '/services/hubscope/',
  hubUrl: '/hub/',
  delegable: null,
  csrf: 'csrf',
  service: { name: 'hubscope', version: '0' },
}

const signedOut = (reason: 'no-session' | 'expired') => ({ state: 'signed-out', reason, prefix: '/' })

/** What the service answers to `api/session` from now on; undefined: nothing comes. */
let answer: () => Promise<Response>
const says = (body: unknown) => () => Promise.resolve(Response.json(body))

beforeEach(() => vi.stubGlobal('fetch', () => answer()))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  history.replaceState(null, '', '/')
})

function Inside() {
  return <p>Page of {usePermissions().session.identity.name}</p>
}

function open() {
  const client = createQueryClient()
  render(
    <QueryClientProvider client={client}>
      <SessionGate>
        <Inside />
      </SessionGate>
    </QueryClientProvider>,
  )
  return { again: () => act(() => client.refetchQueries({ queryKey: sessionQuery.queryKey })), client }
}

describe('the gate', () => {
  it('is quiet while the session is not known', () => {
    answer = () => new Promise(() => {})
    open()
    expect(screen.getByRole('main')).toHaveAttribute('aria-busy', 'true')
    expect(screen.queryByRole('link')).not.toBeInTheDocument()
  })

  it('lets a login through', async () => {
    answer = says(signedIn)
    open()
    expect(await screen.findByText('Page of ada')).toBeInTheDocument()
  })

  it('offers the login to a visitor without one, and leads back to the view', async () => {
    history.replaceState(null, '', '/users?user=bj%C3%B8rn')
    answer = says(signedOut('no-session'))
    open()
    expect(await screen.findByRole('heading', { name: 'You are not logged in' })).toBeInTheDocument()
    const link = screen.getByRole('link', { name: 'Log in with JupyterHub' })
    const { pathname, searchParams } = new URL(link.getAttribute('href') ?? '')
    expect(pathname).toMatch(/api\/login$/)
    expect(searchParams.get('next')).toContain('?user=bj%C3%B8rn')
  })

  it('says that a login has ended when there is no page to keep', async () => {
    answer = says(signedOut('expired'))
    open()
    expect(await screen.findByRole('heading', { name: 'Your login has ended' })).toBeInTheDocument()
  })

  it('keeps the page in sight when its login ends, and goes on after a new one', async () => {
    answer = says(signedIn)
    const { again } = open()
    await screen.findByText('Page of ada')
    answer = says(signedOut('expired'))
    await again()
    expect(await screen.findByRole('alertdialog', { name: 'Your login has ended' })).toBeInTheDocument()
    expect(screen.getByText('Page of ada')).toBeInTheDocument()
    answer = says(signedIn)
    await again()
    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument())
    expect(screen.getByText('Page of ada')).toBeInTheDocument()
  })

  it('forgets what was read for one person when another logs in', async () => {
    answer = says(signedIn)
    const { again, client } = open()
    await screen.findByText('Page of ada')
    client.setQueryData(['users'], 'read for ada')
    answer = says({ ...signedIn, identity: { ...signedIn.identity, name: 'bob' } })
    await again()
    expect(await screen.findByText('Page of bob')).toBeInTheDocument()
    expect(client.getQueryData(['users'])).toBeUndefined()
    expect(exchanges.snapshot().filter(({ doneAt }) => doneAt !== undefined)).toEqual([])
  })

  it('says that nobody answers, and opens once somebody does', async () => {
    answer = () => Promise.reject(new TypeError('fetch failed'))
    const { again } = open()
    expect(
      await screen.findByRole('heading', { name: 'Waiting for an answer' }, { timeout: 3_000 }),
    ).toBeInTheDocument()
    expect(screen.getByText('Hubscope’s service does not answer.')).toBeInTheDocument()
    answer = says(signedIn)
    await again()
    expect(await screen.findByText('Page of ada')).toBeInTheDocument()
  })

  it('keeps the page when only the newest look at the session failed', async () => {
    answer = says(signedIn)
    const { again } = open()
    await screen.findByText('Page of ada')
    answer = () => Promise.reject(new TypeError('fetch failed'))
    await again()
    expect(screen.getByText('Page of ada')).toBeInTheDocument()
  })
})
