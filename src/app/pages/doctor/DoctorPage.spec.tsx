import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { runProbes } from '#diagnosis/doctor/ask/run.ts'
import { byHub, echoed, echoWith, healthy } from '#diagnosis/doctor/testing/healthy.ts'
import { readBundle } from '../../doctor/bundle.ts'
import { doctor } from '../../doctor/doctor-store.ts'
import { mute, unmute } from '../../doctor/mutes.ts'
import { openHar } from '../../inspector/har/open-har.ts'
import { readHarRecord } from '../../inspector/har/read-har-record.ts'
import { exchanges } from '../../inspector/record/exchange-store.ts'
import { exchangeWith } from '../../inspector/testing/exchange-with.ts'
import { fakeService } from '../../testing/fake-service.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { saveJson } from '../../ui/save-json.ts'
import { Page } from './DoctorPage.tsx'

vi.mock(import('#diagnosis/doctor/ask/run.ts'))
vi.mock(import('../../ui/save-json.ts'))
vi.mock(import('../../inspector/har/open-har.ts'))

const broken = healthy({
  authorizations: [echoed(echoWith())],
  stream: {
    at: 0,
    ms: 9,
    expected: 4,
    answer: healthy().stream?.answer,
    events: [0, 1, 2, 3].map((n) => ({ sent: n * 250, arrived: 800 })),
  },
})

vi.stubGlobal('isSecureContext', true)

function open() {
  fakeService()
  renderPage(Page, '/doctor', { scopes: ['proxy'] })
  return userEvent.setup()
}

async function check(results = broken) {
  vi.mocked(runProbes).mockResolvedValue(results)
  const user = open()
  await user.click(screen.getByRole('button', { name: 'Check the connection' }))
  await screen.findByRole('heading', { name: 'Checked and well' })
  return user
}

afterEach(() => {
  cleanup()
  doctor.clear()
  unmute({ code: 'auth-header-stripped' })
})

test('a healthy way says so in one line, and lists what was checked', async () => {
  await check(healthy())
  expect(screen.getByText('Streams arrive event by event')).toBeInTheDocument()
  expect(screen.queryByRole('article')).not.toBeInTheDocument()
  const picture = screen.getByRole('region', { name: 'The way of a request' })
  const verdict = screen.getByText(/The way from browser to hub is well/)
  for (const later of [picture, screen.getByRole('button', { name: /^Listen for/ })]) {
    expect(verdict.compareDocumentPosition(later)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
  }
  const stations = within(picture).getAllByRole('listitem')
  expect(stations.map((each) => each.textContent)).toEqual([
    expect.stringContaining('Your browser, nothing wrong'),
    expect.stringContaining('nginx/1.22.1'),
    expect.stringContaining('configurable-http-proxy'),
    // Where the way forks, by the path.
    expect.stringMatching(/JupyterHub 6.1.1.*Hubscope/),
    expect.stringContaining('JupyterHub 6.1.1'),
    expect.stringContaining('Hubscope'),
    expect.stringMatching(/Users’ servers.*when asked 1 of 1 answer/),
  ])
})

test('where no call came back the page does not say that all is well', async () => {
  const { at, page, asker } = healthy()
  await check({ at, page, asker })
  expect(screen.getByText(/Nothing can be said of the way/)).toBeInTheDocument()
  expect(screen.getByText('Nothing could be checked.')).toBeInTheDocument()
  expect(screen.queryByText(/is well/)).not.toBeInTheDocument()
  const picture = within(screen.getByRole('region', { name: 'The way of a request' }))
  expect(picture.getAllByText('nothing came back')).toHaveLength(4)
  expect(picture.queryByText('nothing wrong')).not.toBeInTheDocument()
})

test('what was not checked says why, once for all that have the same reason', async () => {
  const { inside: _, ...results } = healthy()
  await check(results)
  const reason = screen.getByText(/did not look around from where it stands/)
  expect(reason.previousElementSibling).toHaveTextContent(
    'Redirects, Hub from inside, Route targets, OAuth callback, Versions of servers',
  )
})

test('findings come with their evidence and lines, the worst first', async () => {
  const user = await check()
  const [first, second] = screen.getAllByRole('article')
  expect(first).toHaveTextContent('auth-header-stripped · certain · at nginx/1.22.1')
  expect(second).toHaveTextContent('sse-buffered · certain · warning')
  expect(first).toHaveTextContent('at the service it was absent')
  const card = within(first as HTMLElement)
  expect(card.getByRole('region', { name: 'nginx' })).toHaveTextContent(
    'proxy_set_header Authorization $http_authorization;',
  )
  await user.selectOptions(card.getByRole('combobox', { name: 'Lines for' }), 'Apache')
  expect(card.getByRole('region', { name: 'Apache' })).toHaveTextContent(
    '# remove: RequestHeader … Authorization …',
  )
  expect(screen.getByText('nginx/1.22.1').closest('li')).toHaveTextContent('at fault')
})

test('where the picture is stacked, the findings come before it', async () => {
  const user = open()
  vi.mocked(runProbes).mockResolvedValue(broken)
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('1099'),
    addEventListener: () => {},
    removeEventListener: () => {},
  }))
  await user.click(screen.getByRole('button', { name: 'Check the connection' }))
  const [, last] = await screen.findAllByRole('article')
  expect(last?.nextElementSibling).toBe(screen.getByRole('region', { name: 'The way of a request' }))
})

test('a finding is muted with a reason, listed, and shown again', async () => {
  const user = await check()
  await user.click(screen.getByRole('button', { name: 'Mute auth-header-stripped' }))
  const dialog = within(await screen.findByRole('dialog'))
  await waitFor(() => expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveFocus())
  await user.click(dialog.getByRole('button', { name: 'Mute' }))
  expect(dialog.getByRole('alert')).toHaveTextContent('Say why')
  await user.type(dialog.getByRole('textbox', { name: 'Reason' }), 'only scripts need it')
  await user.click(dialog.getByRole('button', { name: 'Mute' }))
  expect(screen.getAllByRole('article')).toHaveLength(1)
  expect(screen.getByText('only scripts need it')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Show auth-header-stripped again' }))
  expect(screen.getAllByRole('article')).toHaveLength(2)
})

test('the keyboard goes on at the next finding after a mute, and at the one that comes back', async () => {
  const user = await check()
  const mutes = async (name: string) => {
    screen.getByRole('button', { name }).focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveFocus())
    await user.keyboard('known{Enter}')
  }
  const [stripped = '', buffered = ''] = screen
    .getAllByRole('article')
    .map((each) => each.getAttribute('aria-label') ?? '')
  await mutes('Mute auth-header-stripped')
  await waitFor(() => expect(screen.getByRole('heading', { name: buffered })).toHaveFocus())
  await mutes('Mute sse-buffered')
  await waitFor(() => expect(screen.getByRole('heading', { name: 'Muted' })).toHaveFocus())
  await user.click(screen.getByRole('button', { name: 'Show auth-header-stripped again' }))
  expect(screen.getByRole('heading', { name: stripped })).toHaveFocus()
  await user.click(screen.getByRole('button', { name: 'Show sse-buffered again' }))
  expect(screen.getByRole('heading', { name: buffered })).toHaveFocus()
})

test('who does not mute after all is back at the button', async () => {
  const user = await check()
  const button = screen.getByRole('button', { name: 'Mute auth-header-stripped' })
  await user.click(button)
  await screen.findByRole('dialog')
  await user.keyboard('{Escape}')
  await waitFor(() => expect(button).toHaveFocus())
})

test('who mutes one of two findings of a code goes on seeing the other', async () => {
  const refused = { at: 0, ms: 9, answer: { status: 413, headers: {}, body: 'html' as const } }
  const user = await check(
    healthy({ bodies: [{ ...refused, bytes: 2_097_152 }], headers: [{ ...refused, bytes: 6144 }] }),
  )
  await user.click(screen.getByRole('button', { name: 'Mute edge-limits: bodies' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.type(dialog.getByRole('textbox', { name: 'Reason' }), 'nobody uploads here')
  await user.click(dialog.getByRole('button', { name: 'Mute' }))
  expect(screen.getByRole('article')).toHaveTextContent('6 KiB of headers')
  await user.click(screen.getByRole('button', { name: 'Show edge-limits: bodies again' }))
  expect(screen.getAllByRole('article')).toHaveLength(2)
})

test('a support bundle is one file that another doctor opens', async () => {
  const user = await check()
  await user.click(screen.getByRole('button', { name: 'Support bundle' }))
  const content = vi.mocked(saveJson).mock.lastCall?.[1]
  const text = JSON.stringify(content)
  expect(readBundle(text)).toMatchObject({ kind: 'hubscope-support-bundle', visitor: { scopes: ['proxy'] } })
  expect(text).not.toContain('csrf')
  doctor.clear()
  await user.upload(screen.getByLabelText('Bundle file to open'), new File([text], 'colleague.json'))
  expect(await screen.findByText('Opened from colleague.json')).toBeInTheDocument()
  expect(screen.getAllByRole('article')[0]).toHaveTextContent('auth-header-stripped')
  await user.click(screen.getByRole('button', { name: 'Back to your own' }))
  expect(screen.queryByRole('article')).not.toBeInTheDocument()
})

test('a colleague’s bundle shows servers, mutes, scopes and requests like one’s own', async () => {
  exchanges.restore([exchangeWith({ operation: 'listUsers', path: '/users', status: 403 })])
  const user = await check(healthy())
  const asked = byHub(424, { body: 'html' })
  doctor.keepReaches([
    { user: 'ada', server: '', ready: false, asked },
    { user: 'eve', server: '', ready: true, asked: byHub(200, { body: 'json' }) },
  ])
  mute({ code: 'auth-header-stripped' }, 'only scripts need it')
  await user.click(screen.getByRole('button', { name: 'Support bundle' }))
  const text = JSON.stringify(vi.mocked(saveJson).mock.lastCall?.[1])
  unmute({ code: 'auth-header-stripped' })
  doctor.clear()
  exchanges.forget()
  await user.upload(screen.getByLabelText('Bundle file to open'), new File([text], 'colleague.json'))

  expect(await screen.findByRole('article')).toHaveTextContent('server-stopped-424')
  expect(screen.getByText('1 of 2 servers answer their users')).toBeInTheDocument()
  const muted = within(screen.getByRole('region', { name: 'Muted by whoever made it' }))
  expect(muted.getByRole('listitem')).toHaveTextContent(/auth-header-stripped.*only scripts need it/)
  expect(muted.queryByRole('button')).not.toBeInTheDocument()
  const scopes = within(screen.getByRole('region', { name: 'Scopes of whoever made it' }))
  expect(scopes.getByText('proxy')).toBeInTheDocument()
  expect(scopes.getByText('everywhere')).toBeInTheDocument()
  const record = within(screen.getByRole('region', { name: 'Recorded requests' }))
  await user.click(record.getByRole('button', { name: 'Open in the inspector' }))
  const file = vi.mocked(openHar).mock.lastCall?.[0]
  expect(file?.name).toBe('colleague.json')
  expect(readHarRecord((await file?.text()) ?? '', 'x').exchanges[0]).toMatchObject({
    operation: 'listUsers',
    status: 403,
  })
})

test('a bundle whose addresses are none is refused in words', async () => {
  const user = await check()
  await user.click(screen.getByRole('button', { name: 'Support bundle' }))
  const text = JSON.stringify(vi.mocked(saveJson).mock.lastCall?.[1])
  const spoiled = text.replace('"origin":"https://hub.test"', '"origin":"http://["')
  await user.upload(screen.getByLabelText('Bundle file to open'), new File([spoiled], 'other.json'))
  expect(await screen.findByRole('dialog')).toHaveTextContent('results.page.origin')
})

test('a file that is no bundle is said to be none', async () => {
  const user = open()
  await user.upload(screen.getByLabelText('Bundle file to open'), new File(['{"a":1}'], 'other.json'))
  expect(await screen.findByRole('dialog')).toHaveTextContent('no support bundle of Hubscope')
})

test.each([
  ['no JSON', 'GIF89a', /is not JSON/],
  ['a HAR file', '{"log":{"entries":[]}}', /can be opened on the page Inspector/],
  [
    'a bundle of a version that held something else',
    '{"kind":"hubscope-support-bundle","service":{"name":"hubscope","version":"0.1.0"},"madeAt":1}',
    /made with Hubscope 0\.1\.0, and this version does not understand what it has at \w+/,
  ],
])('%s says what is wrong with it', async (_, text, problem) => {
  const user = open()
  await user.upload(screen.getByLabelText('Bundle file to open'), new File([text], 'other.json'))
  expect(await screen.findByRole('dialog')).toHaveTextContent(problem)
})

test('a run can be cancelled, and says what it is at', async () => {
  vi.mocked(runProbes).mockImplementation(({ signal }, tell) => {
    tell?.({ done: 3, total: 10, names: ['streams'] })
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
  })
  const user = open()
  await user.click(screen.getByRole('button', { name: 'Check the connection' }))
  expect(await screen.findByText('3 of 10: streams')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(await screen.findByRole('button', { name: 'Check the connection' })).toBeInTheDocument()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

test('a silent WebSocket is held while the page shows the rest, and its outcome is added', async () => {
  const sockets: EventTarget[] = []
  class FakeSocket extends EventTarget {
    constructor() {
      super()
      sockets.push(this)
    }
    close() {}
  }
  vi.stubGlobal('WebSocket', FakeSocket)
  const { idle: _, ...results } = healthy()
  const user = await check(results)
  expect(screen.getByText(/^Listening on a silent WebSocket for a cut, \d of 65 s$/)).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Stop listening' }))
  await user.click(screen.getByRole('button', { name: 'Listen for 65 s' }))
  const socket = sockets.at(-1)
  socket?.dispatchEvent(new Event('open'))
  socket?.dispatchEvent(new CloseEvent('close', { code: 1006 }))
  expect(await screen.findByRole('article')).toHaveTextContent('ws-idle-cut · certain')
  expect(screen.queryByRole('button', { name: /^Listen/ })).not.toBeInTheDocument()
})

test('before the first run there is nothing to put into a bundle', () => {
  open()
  expect(screen.getByRole('button', { name: 'Support bundle' })).toHaveAccessibleDescription(
    /check the connection first/,
  )
})
