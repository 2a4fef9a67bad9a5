import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dock } from '../../inspector/dock/dock-store.ts'
import { type Exchange, exchanges } from '../../inspector/record/exchange-store.ts'
import { recordKeeper } from '../../inspector/record/record-keeper.ts'
import { exchangeWith } from '../../inspector/testing/exchange-with.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { Page } from './InspectorPage.tsx'

const stop = { id: 7, label: 'Stop alice/gpu', outcome: 'stopped' }

/** Records finished exchanges. */
function record(...changes: Partial<Exchange>[]): number[] {
  const ids: number[] = []
  act(() => {
    for (const change of changes) {
      const { id: _, ...exchange } = exchangeWith(change)
      const id = exchanges.begin(exchange)
      exchanges.update(id, exchange)
      ids.push(id)
    }
  })
  return ids
}

function recordStop(): number[] {
  return record(
    { path: '/users', action: undefined },
    {
      path: '/users/alice/servers/gpu',
      operation: 'stopServer',
      method: 'DELETE',
      status: 204,
      action: stop,
    },
    { path: '/proxy', operation: 'listRoutes' },
    { path: '/users/alice', operation: 'getUser', action: stop },
  )
}

const open = (address = '/inspector') => renderPage(Page, address, { scopes: ['list:users'] })
const table = () => screen.getByRole('table', { name: /Requests of this page/ })
const field = () => screen.getByRole('textbox', { name: 'Filter exchanges' })
const row = (name: RegExp) => within(table()).getByRole('button', { name })

/** What stands in the first column, row by row. */
const rows = () =>
  within(table())
    .getAllByRole('row')
    .slice(1)
    .map((each) => within(each).getByRole('button').textContent)

beforeEach(() => {
  // jsdom lays nothing out, and has no scrolling either.
  Element.prototype.scrollIntoView = () => {}
})

afterEach(() => {
  cleanup()
  exchanges.forget()
  dock.close()
  recordKeeper.keep(false)
  localStorage.clear()
})

describe('the list', () => {
  test('has what belongs to one deed under a heading that says how it ended', () => {
    recordStop()
    open()
    expect(rows()).toEqual([
      'GET /users',
      'Stop alice/gpu· 2 exchanges · stopped after 20 ms',
      'DELETE /users/alice/servers/gpu',
      'GET /users/alice',
      'GET /proxy',
    ])
  })

  test('is put in order of asking instead, and this browser remembers that', async () => {
    recordStop()
    open()
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'In order')
    const inOrder = ['GET /users', 'DELETE /users/alice/servers/gpu', 'GET /proxy', 'GET /users/alice']
    expect(rows()).toEqual(inOrder)
    cleanup()
    open()
    expect(rows()).toEqual(inOrder)
  })

  test('is walked with the arrow keys, headings too, which close and open', async () => {
    const [, write] = recordStop()
    const { address } = open()
    await userEvent.click(row(/GET \/users\/alice/))
    await userEvent.keyboard('{ArrowLeft}')
    const heading = row(/Stop alice\/gpu/)
    expect(heading).toHaveFocus()
    await userEvent.keyboard('{ArrowLeft}')
    expect(heading).toHaveAttribute('aria-expanded', 'false')
    expect(rows()).toHaveLength(3)
    await userEvent.keyboard('{ArrowRight}{ArrowDown}')
    expect(row(/DELETE/)).toHaveFocus()
    expect(address()).toBe(`/inspector?inspect=${write}`)
  })

  test('opens a closed deed for an exchange that is looked at', async () => {
    const [, write] = recordStop()
    open()
    await userEvent.click(row(/Stop alice\/gpu/))
    expect(within(table()).queryByRole('button', { name: /DELETE/ })).not.toBeInTheDocument()
    act(() => dock.open(write, 'notice'))
    expect(row(/DELETE/)).toBeVisible()
  })

  test('has pinned exchanges, which stay when it is cleared', async () => {
    recordStop()
    open()
    await userEvent.click(row(/\/proxy/))
    await userEvent.keyboard('p')
    expect(row(/\/proxy/)).toHaveAccessibleName('GET /proxy, pinned')
    expect(screen.getByRole('button', { name: 'Pin' })).toHaveAttribute('aria-pressed', 'true')
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }))
    expect(rows()).toEqual(['GET /proxy, pinned'])
    await userEvent.click(screen.getByRole('button', { name: 'Pin' }))
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }))
    expect(screen.getByText('Requests of this page will be listed here.')).toBeVisible()
  })

  test('is kept over reloads when that is wanted', async () => {
    open()
    const keep = screen.getByRole('checkbox', { name: 'Keep over reloads' })
    expect(keep).not.toBeChecked()
    await userEvent.click(keep)
    expect(keep).toBeChecked()
    expect(recordKeeper.snapshot()).toBe(true)
  })
})

describe('the filter', () => {
  test('is in the address, and narrows the list', async () => {
    recordStop()
    const { address } = open('/inspector?filter=method%3ADELETE')
    expect(rows()).toEqual([
      'Stop alice/gpu· 1 of 2 exchanges · stopped after 20 ms',
      'DELETE /users/alice/servers/gpu',
    ])
    expect(screen.getByText('1 of 4 exchanges')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Remove method:DELETE' }))
    await waitFor(() => expect(address()).toBe('/inspector'))
    expect(rows()).toHaveLength(5)
    expect(field()).toHaveFocus()
  })

  test('is reached with / and written by the keyboard alone', async () => {
    recordStop()
    const { address } = open()
    await userEvent.keyboard('/-path:proxy action:"Stop alice"{Enter}')
    expect(screen.getByRole('button', { name: 'Remove -path:proxy' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Remove action:"Stop alice"' })).toBeVisible()
    expect(field()).toHaveValue('')
    await waitFor(() =>
      expect(new URLSearchParams(address().split('?')[1]).get('filter')).toBe(
        '-path:proxy action:"Stop alice"',
      ),
    )
    expect(rows()).toHaveLength(3)

    await userEvent.keyboard('{Backspace}')
    expect(field()).toHaveValue('action:"Stop alice"')
    await userEvent.tab({ shift: true })
    expect(screen.getByRole('button', { name: 'Remove -path:proxy' })).toHaveFocus()
    await userEvent.keyboard('{Delete}')
    expect(screen.queryByRole('button', { name: 'Remove -path:proxy' })).not.toBeInTheDocument()
    expect(field()).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(address()).toBe('/inspector'))
  })

  test('follows what is typed, and a selection does not undo it', async () => {
    const [first] = recordStop()
    const { address } = open()
    await userEvent.type(field(), '-action:stop -proxy')
    await userEvent.click(row(/GET \/users$/))
    const search = new URLSearchParams(address().split('?')[1])
    expect([search.get('filter'), search.get('inspect')]).toEqual(['-action:stop -proxy', String(first)])
  })

  test('says which keys there are when it does not know one', async () => {
    recordStop()
    open('/inspector?filter=colour%3Ared')
    expect(field()).toHaveAccessibleDescription(/no “colour” to filter by. There are status, path, method/)
    expect(rows()).toHaveLength(5)
  })

  test('is written by the quick buttons too', async () => {
    recordStop()
    open()
    const writes = screen.getByRole('button', { name: 'Writes' })
    await userEvent.click(writes)
    expect(screen.getByRole('button', { name: 'Remove is:write' })).toBeVisible()
    expect(writes).toHaveAttribute('aria-pressed', 'true')
    await userEvent.click(writes)
    expect(screen.queryByRole('button', { name: 'Remove is:write' })).not.toBeInTheDocument()
  })
})

test('what was selected here does not open the dock of the next page', () => {
  const [id] = record({})
  const { unmount } = open(`/inspector?inspect=${id}`)
  expect(screen.getByRole('article', { name: 'Exchange' })).toBeVisible()
  unmount()
  expect(dock.snapshot().open).toBe(false)
})
