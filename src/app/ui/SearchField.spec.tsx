import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SearchField } from './SearchField.tsx'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const field = () => screen.getByRole('searchbox', { name: 'Name' })

describe('a search field', () => {
  it('waits until the typing pauses', () => {
    const onChange = vi.fn()
    render(<SearchField label="Name" value="" onChange={onChange} />)
    fireEvent.change(field(), { target: { value: 'a' } })
    act(() => vi.advanceTimersByTime(200))
    fireEvent.change(field(), { target: { value: 'al' } })
    act(() => vi.advanceTimersByTime(249))
    expect(onChange).not.toHaveBeenCalled()
    act(() => vi.advanceTimersByTime(1))
    expect(onChange.mock.calls).toEqual([['al']])
  })

  it('calls the handler of the moment when the typing has paused, not the one it was typed under', () => {
    const [before, after] = [vi.fn(), vi.fn()]
    const { rerender } = render(<SearchField label="Name" value="" onChange={before} />)
    fireEvent.change(field(), { target: { value: 'al' } })
    rerender(<SearchField label="Name" value="" onChange={after} />)
    act(() => vi.advanceTimersByTime(250))
    expect(before).not.toHaveBeenCalled()
    expect(after.mock.calls).toEqual([['al']])
  })

  it('does not wait for Enter, and is emptied by Escape', () => {
    const onChange = vi.fn()
    render(<SearchField label="Name" value="" onChange={onChange} />)
    fireEvent.change(field(), { target: { value: 'al' } })
    fireEvent.keyDown(field(), { key: 'Enter' })
    fireEvent.keyDown(field(), { key: 'Escape' })
    act(() => vi.runAllTimers())
    expect(onChange.mock.calls).toEqual([['al'], ['']])
    expect(field()).toHaveValue('')
  })

  it('is reached with a slash, but not from another field', () => {
    render(
      <>
        <input aria-label="Other" />
        <SearchField label="Name" value="" onChange={() => {}} />
      </>,
    )
    screen.getByRole('textbox', { name: 'Other' }).focus()
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Other' }), { key: '/' })
    expect(field()).not.toHaveFocus()
    fireEvent.keyDown(document.body, { key: '/' })
    expect(field()).toHaveFocus()
  })

  it('follows a change from elsewhere, and keeps what is being typed when the answer comes late', () => {
    const { rerender } = render(<SearchField label="Name" value="a" onChange={() => {}} />)
    rerender(<SearchField label="Name" value="" onChange={() => {}} />)
    expect(field()).toHaveValue('')
    fireEvent.change(field(), { target: { value: 'bo' } })
    act(() => vi.advanceTimersByTime(250))
    fireEvent.change(field(), { target: { value: 'bob' } })
    rerender(<SearchField label="Name" value="bo" onChange={() => {}} />)
    expect(field()).toHaveValue('bob')
  })
})
