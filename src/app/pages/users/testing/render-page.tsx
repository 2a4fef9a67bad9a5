import { QueryClientProvider } from '@tanstack/react-query'
import { configure, render, type RenderResult } from '@testing-library/react'
import { Suspense } from 'react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { vi } from 'vitest'
import type { SignedIn } from '#server/contract.ts'
import { createQueryClient } from '../../../api/query-client.ts'
import { sessionQuery } from '../../../api/session.ts'
import { Page } from '../UsersPage.tsx'

// A busy machine takes its time to draw a page.
configure({ asyncUtilTimeout: 5_000 })
vi.setConfig({ testTimeout: 20_000 })

export interface Visitor {
  scopes: readonly string[]
  version?: string
}

export interface RenderedPage extends RenderResult {
  /** The page's query, without the question mark. */
  search: () => string
  refetch: () => Promise<void>
}

/** The users page at an address, in a wide window, for a visitor with these scopes. */
export function renderUsersPage(search: string, { scopes, version = '6.1.1' }: Visitor): RenderedPage {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: noop, removeEventListener: noop }))
  const session: SignedIn = {
    state: 'signed-in',
    identity: { kind: 'user', name: 'visitor', scopes: [...scopes] },
    hub: { version },
    prefix: '/services/hubscope/',
    hubUrl: '/hub/',
    delegable: null,
    csrf: 'csrf',
    service: { name: 'hubscope', version: '0' },
  }
  const client = createQueryClient()
  client.setQueryData(sessionQuery.queryKey, session)
  const router = createMemoryRouter([{ path: '/users', Component: Page }], {
    initialEntries: [`/users${search === '' ? '' : `?${search}`}`],
  })
  const result = render(
    <Suspense>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Suspense>,
  )
  return {
    ...result,
    search: () => router.state.location.search.slice(1),
    refetch: () => client.refetchQueries({ queryKey: ['users'] }),
  }
}

function noop(): void {}
