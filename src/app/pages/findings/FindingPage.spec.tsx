import { cleanup, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { afterEach, describe, expect, test } from 'vitest'
import { catalog, type FindingCode } from '#diagnosis/codes.ts'
import { Page as FindingPage } from './FindingPage.tsx'
import { Page as FindingsPage } from './FindingsPage.tsx'

function open(address: string) {
  const router = createMemoryRouter(
    [
      { path: '/findings', Component: FindingsPage },
      { path: '/findings/:code', Component: FindingPage },
    ],
    { initialEntries: [address] },
  )
  render(<RouterProvider router={router} />)
  return () => router.state.location.pathname + router.state.location.search
}

afterEach(cleanup)

describe('the page of a finding', () => {
  test('shows what stands in the documentation, code and links to other findings included', async () => {
    const address = open('/findings/scope-denied')
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('The token or login lacks a scope')
    expect(screen.getByText('scope-denied · error')).toBeVisible()
    const headings = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)
    expect(headings).toEqual(['What you see', 'Why', 'How to tell', 'What to do', 'Versions', 'Sources'])
    expect(screen.getByRole('region', { name: 'Helm values' })).toHaveTextContent('loadRoles:')
    await userEvent.click(screen.getAllByRole('link', { name: 'creds-missing' })[0] ?? document.body)
    expect(address()).toBe('/findings/creds-missing')
  })

  test.each(Object.keys(catalog) as FindingCode[])('of %s is drawn without Markdown left over', (code) => {
    open(`/findings/${code}`)
    expect(screen.getAllByRole('heading', { level: 2 }).length).toBeGreaterThan(3)
    const main = document.body.cloneNode(true) as HTMLElement
    for (const element of main.querySelectorAll('code, pre')) element.remove()
    expect(main.textContent).not.toMatch(/\*\*|```|\]\(|^#/m)
  })

  test('that there is not says so, and leads to those there are', async () => {
    const address = open('/findings/constructor')
    expect(screen.getByText('Hubscope knows no finding constructor.')).toBeVisible()
    await userEvent.click(screen.getByRole('link', { name: 'All findings' }))
    expect(address()).toBe('/findings')
  })
})

describe('the list of findings', () => {
  test('is narrowed by words, and keeps them in the address', async () => {
    const address = open('/findings')
    const list = screen.getByRole('list', { name: 'Findings' })
    expect(within(list).getAllByRole('link')).toHaveLength(Object.keys(catalog).length)
    await userEvent.type(screen.getByRole('searchbox', { name: /Filter by code/ }), 'xsrf hides{Enter}')
    expect(
      within(list)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual([catalog['xsrf-mask'].title])
    expect(address()).toBe('/findings?q=xsrf+hides')
  })
})
