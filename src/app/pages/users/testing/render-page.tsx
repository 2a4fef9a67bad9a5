import type { RenderResult } from '@testing-library/react'
import { usersKey } from '../../../api/users.ts'
import { renderPage, type Visitor } from '../../../testing/render-page.tsx'
import { Page } from '../UsersPage.tsx'

export interface RenderedUsersPage extends RenderResult {
  /** The page's query, without the question mark. */
  search: () => string
  refetch: () => Promise<void>
}

/** The users page at an address, in a wide window, for a visitor with these scopes. */
export function renderUsersPage(search: string, visitor: Visitor): RenderedUsersPage {
  const page = renderPage(Page, `/users${search === '' ? '' : `?${search}`}`, visitor)
  return {
    ...page,
    search: () => page.address().split('?')[1] ?? '',
    refetch: () => page.refetch(usersKey),
  }
}
