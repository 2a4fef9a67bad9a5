import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Button } from './Button.tsx'

afterEach(cleanup)

describe('a button that cannot be used', () => {
  const reason = 'Needs delete:servers, which you do not hold.'

  it('stays focusable and does nothing', async () => {
    const onClick = vi.fn()
    render(
      <Button onClick={onClick} disabledReason={reason}>
        Stop
      </Button>,
    )
    await userEvent.tab()
    const button = screen.getByRole('button', { name: 'Stop' })
    expect(button).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await userEvent.click(button)
    expect(button).toHaveAttribute('aria-disabled', 'true')
    expect(onClick).not.toHaveBeenCalled()
  })

  it('says why to those who hear it', () => {
    render(<Button disabledReason={reason}>Stop</Button>)
    expect(screen.getByRole('button', { name: 'Stop' })).toHaveAccessibleDescription(reason)
  })

  it('shows why when it is pressed', async () => {
    render(<Button disabledReason={reason}>Stop</Button>)
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }))
    expect(await screen.findAllByText(reason)).toHaveLength(2)
  })

  it('does not submit its form', async () => {
    const onSubmit = vi.fn((event: React.FormEvent) => event.preventDefault())
    render(
      <form onSubmit={onSubmit}>
        <Button submit disabledReason={reason}>
          Start
        </Button>
      </form>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'Start' }))
    expect(onSubmit).not.toHaveBeenCalled()
  })
})

describe('a button whose work is under way', () => {
  it('takes no second press', async () => {
    const onClick = vi.fn()
    render(
      <Button pending onClick={onClick}>
        Stop
      </Button>,
    )
    const button = screen.getByRole('button', { name: 'Stop' })
    await userEvent.click(button)
    expect(button).toHaveAttribute('aria-busy', 'true')
    expect(onClick).not.toHaveBeenCalled()
  })
})
