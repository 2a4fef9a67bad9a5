import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Evidence } from '#diagnosis/evidence.ts'
import { denial, evidenceWith } from '#diagnosis/testing/evidence-with.ts'
import { answeredByHeader } from '#server/contract.ts'
import type { TwinRequest } from '../../api/twins.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { exchanges } from '../record/exchange-store.ts'
import { FindingView } from './FindingView.tsx'
import { useFindings } from './use-findings.ts'

interface Sent {
  url: string
  method: string
  mode: string | undefined
  credentials: string | undefined
}

let sent: Sent[] = []

type Answer = (sent: Sent) => { status: number; body: unknown }

/** The hub behind the service and on its own address: `isDirect` tells which was asked. */
function answer(how: Answer): void {
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const request: Sent = {
      url: input,
      method: init.method ?? 'GET',
      mode: init.mode,
      credentials: init.credentials,
    }
    sent.push(request)
    const { status, body } = how(request)
    const header: [string, string] = isDirect(request)
      ? ['X-JupyterHub-Version', '6.1.1']
      : [answeredByHeader, 'hub']
    return new Response(JSON.stringify(body), { status, headers: [header] })
  })
}

const isDirect = ({ mode }: Sent) => mode === 'no-cors'
const refusal = { status: 403, body: { status: 403, message: denial('proxy').message } }
const stranger = { status: 403, body: { status: 403, message: 'Missing or invalid credentials.' } }

function identity(name: string, scopes: string[]) {
  return { status: 200, body: { kind: 'user', name, scopes, roles: ['user', 'router'] } }
}

const listRoutes: TwinRequest = { operation: 'listRoutes', params: {}, query: '' }

const base = evidenceWith({
  operation: 'listRoutes',
  request: { error: denial('proxy'), target: { kind: 'none' } },
})
const evidence: Evidence = { ...base, credential: { name: 'visitor', admin: false, scopes: [] } }

function page(request: TwinRequest | undefined) {
  return function Page() {
    const [finding, ...others] = useFindings(evidence)
    return (
      finding && (
        <FindingView
          finding={finding}
          others={others}
          request={request}
          refusedWith={denial('proxy').message}
        />
      )
    )
  }
}

beforeEach(() => {
  sent = []
  exchanges.clear()
})
afterEach(cleanup)

describe('a finding that is not certain', () => {
  test('says what it would send, and sends nothing by itself', async () => {
    answer(() => refusal)
    renderPage(page(listRoutes), '/', { scopes: [] })
    const part = await screen.findByRole('region', { name: 'Make sure' })
    expect(part).toHaveTextContent('This sends GET /proxy again in three ways')
    expect(part).toHaveTextContent('All of it only reads')
    expect(sent).toEqual([])
  })

  test('is made certain by the answers: the account may, Hubscope may not', async () => {
    answer((request) => {
      if (request.url.endsWith('/user')) return identity('visitor', ['proxy', 'read:hub'])
      if (!isDirect(request)) return refusal
      return request.credentials === 'include' ? { status: 200, body: {} } : stranger
    })
    renderPage(page(listRoutes), '/', { scopes: [] })
    await userEvent.click(await screen.findByRole('button', { name: 'Compare with a twin request' }))
    const part = await screen.findByRole('region', { name: 'Make sure' })
    expect(await within(part).findByText('Your account may; this login of Hubscope may not')).toBeVisible()
    expect(part).toHaveTextContent('Your roles (user, router) hold 2 scopes')
    expect(part).toHaveTextContent('Straight to the hub, with neither403: Missing or invalid credentials.')
    expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent(
      'Your account may list routes; this login of Hubscope may not',
    )
    expect(screen.queryByRole('region', { name: /^role / })).toBeNull()
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET', 'GET'])
    const recorded = exchanges.snapshot().map(({ twin, status, error }) => ({ twin, status, error }))
    expect(recorded).toHaveLength(4)
    expect(recorded).toContainEqual({ twin: 'token', status: 403, error: undefined })
    expect(recorded).toContainEqual({ twin: 'nobody', status: 403, error: undefined })
  })

  test('is made certain the other way: no role holds it', async () => {
    answer((request) => {
      if (request.url.endsWith('/user')) return identity('visitor', ['read:hub'])
      return isDirect(request) && request.credentials === 'omit' ? stranger : refusal
    })
    renderPage(page(listRoutes), '/', { scopes: [] })
    await userEvent.click(await screen.findByRole('button', { name: 'Compare with a twin request' }))
    expect(await screen.findByText('Your own roles do not hold the scope')).toBeVisible()
    expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent(
      'Your roles do not hold the right to list routes',
    )
  })

  test('of a write asks for the roles alone', async () => {
    answer(() => identity('visitor', []))
    renderPage(page(undefined), '/', { scopes: [] })
    await userEvent.click(await screen.findByRole('button', { name: 'Ask what your roles hold' }))
    expect(await screen.findByText(/hold 0 scopes/)).toBeVisible()
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual(['/hub/api/user'])
  })

  test('stays open when the browser is logged in at the hub as somebody else', async () => {
    answer((request) => (request.url.endsWith('/user') ? identity('other', ['proxy']) : refusal))
    renderPage(page(undefined), '/', { scopes: [] })
    await userEvent.click(await screen.findByRole('button', { name: 'Ask what your roles hold' }))
    expect(await screen.findByText(/logged in at the hub as other/)).toBeVisible()
    expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent('This token does not hold the right')
  })

  test('stays open when the hub does not take its cookie', async () => {
    answer(() => ({ status: 403, body: { status: 403, message: null } }))
    renderPage(page(undefined), '/', { scopes: [] })
    await userEvent.click(await screen.findByRole('button', { name: 'Ask what your roles hold' }))
    expect(await screen.findByText(/did not tell/)).toBeVisible()
  })
})
