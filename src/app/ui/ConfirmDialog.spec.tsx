import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { HubFailure } from '#hub/errors.ts'
import { ConfirmDialog } from './ConfirmDialog.tsx'

afterEach(cleanup)

function Example({ onConfirm }: { onConfirm: () => Promise<unknown> }) {
  const [open, setOpen] = useState(true)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Ask again
      </button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Stop alice/gpu?"
        verb="Stop server"
        danger
        onConfirm={onConfirm}
      >
        Running kernels are lost.
      </ConfirmDialog>
    </>
  )
}

const refused = new HubFailure({
  tag: 'refused',
  operation: 'stopServer',
  status: 500,
  answeredBy: 'hub',
  message: 'The spawner broke',
  requiredScopes: undefined,
  retryAfter: undefined,
})

describe('a confirmation', () => {
  it('says what is asked and what is lost', () => {
    render(<Example onConfirm={() => Promise.resolve()} />)
    const dialog = screen.getByRole('alertdialog', { name: 'Stop alice/gpu?' })
    expect(dialog).toHaveAccessibleDescription('Running kernels are lost.')
  })

  it('closes once the work has succeeded', async () => {
    render(<Example onConfirm={() => Promise.resolve()} />)
    await userEvent.click(screen.getByRole('button', { name: 'Stop server' }))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument())
  })

  it('stays open with the reason when the work has failed, and lets it be tried again', async () => {
    const onConfirm = vi.fn(() => Promise.reject(refused))
    render(<Example onConfirm={onConfirm} />)
    const button = screen.getByRole('button', { name: 'Stop server' })
    await userEvent.click(button)
    expect(await screen.findByRole('alert')).toHaveTextContent('The hub failed (500): The spawner broke.')
    expect(screen.getByRole('alertdialog')).toBeInTheDocument()
    await userEvent.click(button)
    expect(onConfirm).toHaveBeenCalledTimes(2)
  })

  it('waits while the work is under way', async () => {
    const onConfirm = vi.fn(() => new Promise(() => {}))
    render(<Example onConfirm={onConfirm} />)
    const button = screen.getByRole('button', { name: 'Stop server' })
    await userEvent.click(button)
    await userEvent.click(button)
    await userEvent.keyboard('{Escape}')
    expect(onConfirm).toHaveBeenCalledTimes(1)
    expect(screen.getByRole('alertdialog')).toBeInTheDocument()
  })

  it('forgets an old failure when it is opened anew', async () => {
    render(<Example onConfirm={() => Promise.reject(refused)} />)
    await userEvent.click(screen.getByRole('button', { name: 'Stop server' }))
    await screen.findByRole('alert')
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument())
    await userEvent.click(screen.getByRole('button', { name: 'Ask again' }))
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })
})
