import { QueryClientProvider } from '@tanstack/react-query'
import { configure, render, type RenderResult } from '@testing-library/react'
import { type ComponentType, Suspense } from 'react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { vi } from 'vitest'
import type { SignedIn } from '#server/contract.ts'
import { createQueryClient } from '../api/query-client.ts'
import { sessionQuery } from '../api/session.ts'

// A busy machine takes its time to draw a page.
configure({ asyncUtilTimeout: 5_000 })
vi.setConfig({ testTimeout: 20_000 })

export interface Visitor {
  scopes: readonly string[]
  version?: string
}

export interface RenderedPage extends RenderResult {
  /** The page's path with its query. */
  address: () => string
  refetch: (queryKey: readonly unknown[]) => Promise<void>
}

/** A page in a wide window at an address, for a visitor who holds these (expanded) scopes. */
export function renderPage(
  Page: ComponentType,
  address: string,
  { scopes, version = '6.1.1' }: Visitor,
): RenderedPage {
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
  const router = createMemoryRouter([{ path: '*', Component: Page }], { initialEntries: [address] })
  const result = render(
    <Suspense>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Suspense>,
  )
  return {
    ...result,
    address: () => router.state.location.pathname + router.state.location.search,
    refetch: (queryKey) => client.refetchQueries({ queryKey }),
  }
}

function noop(): void {}
