import type { SortingState } from '@tanstack/react-table'
import { cleanup, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { DataTable } from './DataTable.tsx'
import type { Column } from './features.ts'

afterEach(cleanup)

interface Machine {
  name: string
  load: number | undefined
}

const columns: Column<Machine>[] = [
  {
    id: 'name',
    header: 'Name',
    accessorFn: (row) => row.name,
    cell: ({ row }) => <a href="#row">{row.original.name}</a>,
  },
  { id: 'load', header: 'Load', accessorFn: (row) => row.load, meta: { align: 'end' } },
  { id: 'notes', header: 'Notes', cell: () => 'secret', meta: { hidden: ['read:notes'] } },
]

const machines: Machine[] = [
  { name: 'lab10', load: 3 },
  { name: 'Lab2', load: undefined },
  { name: 'lab1', load: 7 },
]

function Sorted({ manual = false }: { manual?: boolean }) {
  const [state, setState] = useState<SortingState>([{ id: 'name', desc: false }])
  return (
    <DataTable
      columns={columns}
      rows={machines}
      rowKey={(row) => row.name}
      caption="Machines"
      sorting={{ state, onChange: setState, manual }}
    />
  )
}

const names = () => screen.getAllByRole('link').map((link) => link.textContent)
const header = (name: string | RegExp) => screen.getByRole('columnheader', { name })

describe('sorting', () => {
  it('orders names as people read them, and says so on the header', () => {
    render(<Sorted />)
    expect(names()).toEqual(['lab1', 'Lab2', 'lab10'])
    expect(header('Name')).toHaveAttribute('aria-sort', 'ascending')
    expect(header('Load')).not.toHaveAttribute('aria-sort')
  })

  it('turns around at a second press, by keyboard too', async () => {
    render(<Sorted />)
    await userEvent.click(within(header('Name')).getByRole('button'))
    expect(names()).toEqual(['lab10', 'Lab2', 'lab1'])
    expect(header('Name')).toHaveAttribute('aria-sort', 'descending')
    await userEvent.keyboard('{Enter}')
    expect(names()).toEqual(['lab1', 'Lab2', 'lab10'])
  })

  it('keeps what has no value last, whichever way', async () => {
    render(<Sorted />)
    const button = within(header('Load')).getByRole('button')
    await userEvent.click(button)
    expect(names()).toEqual(['lab10', 'lab1', 'Lab2'])
    await userEvent.click(button)
    expect(names()).toEqual(['lab1', 'lab10', 'Lab2'])
  })

  it('leaves the order to the hub where the hub sorts', () => {
    render(<Sorted manual />)
    expect(names()).toEqual(['lab10', 'Lab2', 'lab1'])
    expect(header('Name')).toHaveAttribute('aria-sort', 'ascending')
  })

  it('has no buttons where nothing can be sorted', () => {
    render(<DataTable columns={columns} rows={machines} rowKey={(row) => row.name} caption="Machines" />)
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
  })
})

describe('a table', () => {
  it('has a name, and headings of its columns', () => {
    render(<Sorted />)
    expect(screen.getByRole('table', { name: 'Machines' })).toBeInTheDocument()
    expect(header('Name')).toHaveAttribute('scope', 'col')
  })

  it('draws a hidden column as hidden, and says which scope it takes', () => {
    render(<Sorted />)
    expect(header(/Notes hidden: needs read:notes/)).toBeInTheDocument()
    expect(screen.queryByText('secret')).not.toBeInTheDocument()
  })

  it('is busy while nothing is known, and says that it is empty only when it is', () => {
    const table = (rows: Machine[] | undefined) => (
      <DataTable
        columns={columns}
        rows={rows}
        rowKey={(row) => row.name}
        caption="Machines"
        empty={<p>No machines</p>}
      />
    )
    const { rerender } = render(table(undefined))
    expect(screen.getByRole('table')).toHaveAttribute('aria-busy', 'true')
    expect(screen.queryByText('No machines')).not.toBeInTheDocument()
    rerender(table([]))
    expect(screen.getByRole('table')).toHaveAttribute('aria-busy', 'false')
    expect(screen.getByText('No machines')).toBeInTheDocument()
  })
})
