import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RelativeTime } from './RelativeTime.tsx'

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z') })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

describe('a relative time', () => {
  it('goes on by itself', () => {
    render(<RelativeTime iso="2026-11-22T11:59:42Z" />)
    expect(screen.getByText('18 s ago')).toBeInTheDocument()
    act(() => vi.advanceTimersByTime(42_000))
    expect(screen.getByText('1 m ago')).toBeInTheDocument()
  })

  it('carries the exact moment', () => {
    render(<RelativeTime iso="2026-11-22T11:59:42.123Z" />)
    const time = screen.getByText('17 s ago')
    expect(time).toHaveAttribute('datetime', '2026-11-22T11:59:42.123Z')
    expect(time).toHaveAttribute('title', expect.stringContaining('22 Nov 2026'))
  })

  it('is a dash, or a word, when there is no moment', () => {
    render(
      <>
        <RelativeTime iso={null} otherwise="never" />
        <RelativeTime iso={undefined} />
        <RelativeTime iso="soon" />
      </>,
    )
    expect(screen.getByText('never')).toBeInTheDocument()
    expect(screen.getAllByText('–')).toHaveLength(2)
  })

  it('leaves no timer behind', () => {
    const { unmount } = render(<RelativeTime iso="2026-11-22T11:59:42Z" />)
    unmount()
    expect(vi.getTimerCount()).toBe(0)
  })
})
