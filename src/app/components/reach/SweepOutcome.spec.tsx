import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { reaches } from '../../api/reach/reach-store.ts'
import type { OwnedServer } from '../../api/servers.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { SweepButton } from './SweepButton.tsx'
import { SweepOutcome } from './SweepOutcome.tsx'

vi.stubGlobal('isSecureContext', true)

const owned = (user: string, ready = true): OwnedServer => ({
  key: `${user}/` as OwnedServer['key'],
  user: { name: user },
  server: { name: '', ready, pending: null, started: null, last_activity: null, url: `/user/${user}/` },
})

/** A page with the button, in front of servers that answer like this, and a hub with these models, by user. */
function open(
  servers: readonly OwnedServer[] | undefined,
  answers: Record<string, () => Response> = {},
  models: Record<string, unknown> = {},
) {
  const urls: string[] = []
  vi.stubGlobal('fetch', async (url: string) => {
    const model = models[/\/hub\/api\/users\/([^/?]+)/.exec(url)?.[1] ?? '']
    if (model) return Response.json(model, { headers: { 'X-Hubscope-Answered-By': 'hub' } })
    if (url.includes('/hub/api/')) return new Response(null, { status: 404 })
    urls.push(url)
    const user = /\/user\/([^/]+)\//.exec(url)?.[1] ?? ''
    return answers[user]?.() ?? Promise.reject(new TypeError('Failed to fetch'))
  })
  function Page() {
    return (
      <>
        <SweepButton servers={servers} />
        <SweepOutcome />
      </>
    )
  }
  renderPage(Page, '/servers', { scopes: [] })
  return urls
}

const well = () => Response.json({ version: '2.21' }, { headers: { 'X-JupyterHub-Version': '6.1.1' } })
const dead = () => new Response('<!doctype html><title>JupyterHub</title>', { status: 503 })
const press = () => userEvent.setup().click(screen.getByRole('button', { name: 'Check who answers' }))

afterEach(() => {
  cleanup()
  reaches.clear()
})

test('servers that all answer are one line', async () => {
  const urls = open([owned('ada'), owned('bob'), owned('eve', false)], { ada: well, bob: well })
  await press()
  expect(await screen.findByText('2 servers asked, and all answer their users')).toBeInTheDocument()
  expect(urls.map((url) => new URL(url).pathname).toSorted()).toEqual(['/user/ada/api', '/user/bob/api'])
})

test('those that do not are named, each with its cause', async () => {
  open([owned('ada'), owned('bob'), owned('cy')], { ada: well, bob: dead })
  await press()
  expect(
    await screen.findByText('1 of 3 servers answer their users; 1 server gave no answer that tells'),
  ).toBeInTheDocument()
  const list = within(screen.getByRole('list', { name: 'Servers that their users cannot reach' }))
  expect(list.getByRole('listitem')).toHaveTextContent(
    'bob counts as ready, and nobody answers there target-down-503 bob',
  )
})

test('a server that was stopped since the list was read is at no fault', async () => {
  const model = { name: 'ada', servers: { '': owned('ada', false).server } }
  const stopped = () => new Response('<!doctype html><title>JupyterHub</title>', { status: 424 })
  open([owned('ada')], { ada: stopped }, { ada: model })
  await press()
  const list = within(await screen.findByRole('list', { name: 'Servers that their users cannot reach' }))
  expect(list.getByRole('listitem')).toHaveTextContent('server-stopped-424')
})

test('a server that the hub still takes for ready and answers for has no route', async () => {
  const model = { name: 'ada', servers: { '': owned('ada', true).server } }
  const stopped = () => new Response('<!doctype html><title>JupyterHub</title>', { status: 424 })
  open([owned('ada')], { ada: stopped }, { ada: model })
  await press()
  const list = within(await screen.findByRole('list', { name: 'Servers that their users cannot reach' }))
  expect(list.getByRole('listitem')).toHaveTextContent('route-missing')
})

test('without a server that is ready there is nothing to ask', () => {
  open([owned('eve', false)])
  expect(screen.getByRole('button', { name: 'Check who answers' })).toHaveAccessibleDescription(
    'No server is ready.',
  )
})
