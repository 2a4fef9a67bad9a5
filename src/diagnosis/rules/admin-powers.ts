import type { Evidence } from '../evidence.ts'
import type { Finding } from '../finding.ts'

/** From 4.1.6 and 5.1.0 on, admins are made and changed by admins alone, whatever the scopes. */
export function adminPowers({ request, credential }: Evidence): Finding | undefined {
  const { error, answeredBy } = request
  if (error.tag !== 'refused' || error.status !== 403 || answeredBy !== 'hub') return undefined
  if (!/^Only admins can (grant admin permissions|modify other admins)/.test(error.message)) return undefined
  return {
    code: 'admin-powers-surprise',
    certainty: credential?.admin === false ? 'certain' : 'likely',
    title: 'Only an admin may do this, whatever the scopes',
    explanation:
      'The hub lets nobody but an admin make admins or change them; admin:users does not suffice, so that nobody can promote themselves.',
    fixes: [{ text: 'Ask somebody whose account is an admin.', lines: [] }],
  }
}
