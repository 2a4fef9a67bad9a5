import { cleanup, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import type { Question } from '#diagnosis/grants/grant.ts'
import { versionOf } from '#hub/testing/version-of.ts'
import { GrantView } from './GrantView.tsx'

const question: Question = {
  operation: 'stopServer',
  target: { kind: 'server', user: 'alice', server: 'gpu', userGroups: ['physics'] },
  version: versionOf('6.1.1'),
  who: { name: 'ta', admin: false, groups: ['staff'], scopes: ['read:servers'] },
  service: { name: 'hubscope', allowedScopes: ['servers'] },
}

function show(change: Partial<Question> = {}) {
  render(<GrantView question={{ ...question, ...change }} />)
  return screen.getByRole('region', { name: 'Grant' })
}

const role = () => screen.getByRole('region', { name: /^role / })

afterEach(cleanup)

describe('the grant', () => {
  test('is the smallest one, and says that it allows nothing else', () => {
    const grant = show()
    expect(role()).toHaveTextContent('"scopes": ["delete:servers!server=alice/gpu"]')
    expect(role()).toHaveTextContent('"users": ["ta"]')
    expect(screen.queryByRole('region', { name: /^delegation / })).toBeNull()
    expect(grant).toHaveTextContent('Add a role.')
    expect(grant).toHaveTextContent('It allows nothing else.')
  })

  test('can reach further, and then says what else it allows', async () => {
    const grant = show()
    await userEvent.selectOptions(within(grant).getByLabelText('Reaching'), 'all members of physics')
    expect(role()).toHaveTextContent('"scopes": ["delete:servers!group=physics"]')
    const list = within(grant).getByRole('list', { name: 'What else it allows' })
    expect(
      within(list)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['stop a server'])
  })

  test('can be given to a group of the user’s', async () => {
    const grant = show()
    await userEvent.selectOptions(within(grant).getByLabelText('Given to'), 'group staff')
    expect(role()).toHaveTextContent('"groups": ["staff"]')
    expect(grant).toHaveTextContent('All members of staff get it.')
  })

  test('comes as Helm values too', async () => {
    show()
    await userEvent.click(screen.getByRole('tab', { name: 'Helm values' }))
    expect(role()).toHaveTextContent(/hub: loadRoles: .* scopes: - "delete:servers!server=alice\/gpu"/)
    expect(screen.getByRole('tabpanel')).toHaveTextContent('Then run helm upgrade')
  })

  test('has two halves where what is known does not tell which is missing', () => {
    const grant = show({ service: { name: 'hubscope', allowedScopes: undefined } })
    expect(grant).toHaveTextContent('If that is missing, let Hubscope be delegated')
    expect(grant).toHaveTextContent('If no role of yours holds it yet, add one.')
    expect(screen.getByRole('region', { name: /^delegation / })).toHaveTextContent('"delete:servers"')
  })

  test('for an admin is a delegation alone, for wherever the role reaches', () => {
    const grant = show({
      who: { ...question.who, admin: true },
      service: { name: 'hubscope', allowedScopes: [] },
    })
    expect(screen.queryByRole('region', { name: /^role / })).toBeNull()
    expect(within(grant).queryByRole('combobox')).toBeNull()
    expect(grant).toHaveTextContent('ta could then also, wherever the role holds it:stop a server')
  })
})
