import { act, cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Page } from './InspectorPage.tsx'
import { fakeService } from '../../testing/fake-service.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { dock } from '../../inspector/dock/dock-store.ts'
import { exchanges } from '../../inspector/record/exchange-store.ts'
import { readHarRecord } from '../../inspector/har/read-har-record.ts'
import { imported } from '../../inspector/imported/imported-store.ts'

const har = JSON.stringify({
  log: {
    entries: [
      {
        startedDateTime: '2026-03-01T10:00:00.000Z',
        time: 30,
        request: { method: 'GET', url: 'https://other.example/hub/api/users', headers: [] },
        response: {
          status: 403,
          headers: [{ name: 'X-JupyterHub-Version', value: '6.1.1' }],
          content: {
            mimeType: 'application/json',
            text: '{"status": 403, "message": "Action is not authorized with current scopes; requires any of [list:users]"}',
          },
        },
      },
      { broken: true },
    ],
  },
})

const visitor = { scopes: ['list:users'] }

beforeEach(() => {
  fakeService()
  Element.prototype.scrollIntoView = () => {}
})

afterEach(() => {
  cleanup()
  imported.close()
  exchanges.clear()
  dock.close()
  vi.unstubAllGlobals()
})

async function openRecord() {
  const page = renderPage(Page, '/inspector', visitor)
  act(() => imported.set({ kind: 'shown', record: readHarRecord(har, 'campus.har') }))
  await screen.findByText('campus.har')
  return page
}

describe('an opened HAR file', () => {
  test('is listed in the place of the page’s own record, which comes back', async () => {
    act(() => {
      exchanges.begin({ operation: 'listRoutes', method: 'GET', path: '/proxy', query: '', params: {} })
    })
    await openRecord()
    expect(screen.getByText(/1 exchange of 2\. Nothing here was asked by this page\./)).toBeVisible()
    expect(screen.queryByRole('button', { name: /\/proxy/ })).not.toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Clear' })).not.toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Back to live' }))
    expect(await screen.findByRole('button', { name: /\/proxy/ })).toBeVisible()
    expect(screen.queryByText('campus.har')).not.toBeInTheDocument()
  })

  test('explains a refusal, is only looked at, and is written as a call of its own hub', async () => {
    await openRecord()
    await userEvent.click(screen.getByRole('button', { name: /\/users/ }))
    const detail = within(await screen.findByRole('article'))
    expect(detail.getByText(/^scope-denied/)).toBeVisible()
    for (const name of ['Replay', 'Edit and resend']) {
      expect(detail.getByRole('button', { name })).toHaveAccessibleDescription(/only looked at/)
    }
    await userEvent.click(detail.getByRole('tab', { name: 'Code' }))
    expect(detail.getByRole('region', { name: 'the call as curl' })).toHaveTextContent(
      "'https://other.example/hub/api/users'",
    )
  })

  test('that cannot be read says why, beside the record that stays', async () => {
    renderPage(Page, '/inspector', visitor)
    act(() => imported.set({ kind: 'failed', name: 'x.har', reason: 'The file is empty.' }))
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('x.har could not be opened')
    expect(alert).toHaveTextContent('The file is empty.')
    await userEvent.click(within(alert).getByRole('button', { name: 'Back to live' }))
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })
})

describe('a link to an exchange', () => {
  test('that is broken says so, and goes from the address with the message', async () => {
    const page = renderPage(Page, '/inspector?shared=abc', visitor)
    expect(await screen.findByRole('alert')).toHaveTextContent('This link to an exchange is broken')
    await userEvent.click(screen.getByRole('button', { name: 'Back to live' }))
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
    expect(page.address()).not.toContain('shared')
  })
})
