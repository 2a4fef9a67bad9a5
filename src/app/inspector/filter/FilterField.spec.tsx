import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { SearchField } from '../../ui/SearchField.tsx'
import { FilterField } from './FilterField.tsx'

/** A page with a search of its own, and the list's filter in a section below it. */
function Dock() {
  const [filter, setFilter] = useState('')
  return (
    <>
      <SearchField label="Search users" value="" onChange={() => {}} />
      <section aria-label="Inspector">
        <FilterField filter={filter} onFilter={setFilter} everywhere={false} describedBy="" />
        <button type="button">A row</button>
        <output>{filter}</output>
      </section>
    </>
  )
}

const field = () => screen.getByRole('textbox', { name: 'Filter exchanges' })

afterEach(cleanup)

test('in the dock, / leads to the filter from the list, and to the page’s own search from the page', async () => {
  render(<Dock />)
  await userEvent.keyboard('/')
  expect(screen.getByRole('searchbox', { name: 'Search users' })).toHaveFocus()
  await userEvent.click(screen.getByRole('button', { name: 'A row' }))
  await userEvent.keyboard('/')
  expect(field()).toHaveFocus()
  expect(field()).toHaveValue('')
})

test('a space ends a term, but not within quotes, and leaving the field ends the last one', async () => {
  render(<Dock />)
  await userEvent.type(field(), 'action:"Stop alice" is:wr')
  expect(screen.getByRole('button', { name: 'Remove action:"Stop alice"' })).toBeVisible()
  expect(field()).toHaveValue('is:wr')
  await userEvent.tab()
  expect(screen.getByRole('status')).toHaveTextContent('action:"Stop alice" is:wr')
  expect(field()).toHaveValue('')
})

test('the list follows a moment after the last key', async () => {
  render(<Dock />)
  await userEvent.type(field(), 'gpu')
  expect(await screen.findByText('gpu')).toBeVisible()
  expect(field()).toHaveValue('gpu')
})

test('an example begins a term with its key', async () => {
  render(<Dock />)
  await userEvent.click(field())
  await userEvent.click(screen.getByText('slow>500'))
  expect(field()).toHaveValue('slow>')
  expect(field()).toHaveFocus()
})

test('the examples go with Enter, so that the list can be seen, and come with the next term', async () => {
  render(<Dock />)
  await userEvent.click(field())
  expect(screen.getByText('slow>500')).toBeInTheDocument()
  await userEvent.type(field(), 'is:write{Enter}')
  expect(field()).toHaveFocus()
  expect(screen.queryByText('slow>500')).toBeNull()
  await userEvent.keyboard('{ArrowDown}')
  expect(screen.getByText('slow>500')).toBeInTheDocument()
  await userEvent.tab()
  expect(screen.queryByText('slow>500')).toBeNull()
})
