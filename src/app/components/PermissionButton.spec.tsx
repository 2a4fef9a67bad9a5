import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { shownAs } from '../api/preview/shown-as.ts'
import { fakeService } from '../testing/fake-service.ts'
import { renderPage } from '../testing/render-page.tsx'
import { PermissionButton } from './PermissionButton.tsx'

const press = vi.fn<() => void>()

function Stop() {
  const target = { kind: 'server', user: 'alice', server: 'gpu', userGroups: ['chem'] } as const
  return (
    <PermissionButton operation="stopServer" target={target} onClick={press}>
      Stop
    </PermissionButton>
  )
}

afterEach(() => {
  cleanup()
  press.mockReset()
})

describe('a button that the token does not allow', () => {
  test('explains itself at the press of a key, without asking the hub, and gives the focus back', async () => {
    const service = fakeService()
    renderPage(Stop, '/', { scopes: ['delete:servers!group=physics'] })
    const stop = await screen.findByRole('button', { name: 'Stop' })
    expect(stop).toHaveAttribute('aria-disabled', 'true')
    expect(stop).toHaveAccessibleDescription(/only for group physics\. Press to see why/)
    await userEvent.tab()
    expect(stop).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    const dialog = await screen.findByRole('dialog', { name: 'Why you cannot stop a server' })
    expect(dialog).toHaveTextContent('scope-filtered-404 · certain')
    expect(dialog).toHaveTextContent('Your token reaches only group physics.')
    expect(within(dialog).getByRole('region', { name: 'Grant' })).toHaveTextContent(
      'delete:servers!server=alice/gpu',
    )
    expect(press).not.toHaveBeenCalled()
    expect(service.asked).toEqual([])
    await userEvent.keyboard('{Escape}')
    expect(dialog).not.toBeInTheDocument()
    expect(stop).toHaveFocus()
  })

  test('explains itself in a preview too, by the token shown, and adds the scope to it', async () => {
    shownAs.begin(['delete:servers!group=physics'])
    renderPage(Stop, '/', { scopes: ['delete:servers'] })
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }))
    const dialog = await screen.findByRole('dialog', { name: 'Why the token shown could not stop a server' })
    expect(dialog).toHaveTextContent('holds delete:servers for group physics, and that leaves this out')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Add delete:servers to the preview' }))
    expect(shownAs.snapshot()).toEqual(['delete:servers!group=physics', 'delete:servers'])
    shownAs.end()
  })

  test('does its work, and explains nothing, when the token allows it', async () => {
    renderPage(Stop, '/', { scopes: ['delete:servers!group=chem'] })
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }))
    expect(press).toHaveBeenCalledOnce()
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
