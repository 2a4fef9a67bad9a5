import { usePermissions } from '../../api/permissions.ts'
import { formatAmount } from '../../ui/format.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { hubOperationOf } from '../record/hub-operation.ts'
import type { Explained } from '../findings/use-explained.ts'
import { Fact } from './Facts.tsx'

interface Props {
  exchange: Exchange
  explained: Explained
}

/** With whose rights it was asked. The token itself is no part of it: the page never gets to see it. */
export function CredentialFact({ exchange, explained: { evidence, from } }: Props) {
  const { identity } = usePermissions().session
  const { twin } = exchange
  if (twin === 'cookie') return <Fact term="Asked with">the hub’s own cookie in this browser</Fact>
  if (twin === 'nobody') return <Fact term="Asked with">neither token nor cookie</Fact>
  const credential = from ? (evidence?.credential ?? from.credential) : identity
  if (!credential || (!from && !hubOperationOf(exchange))) return null
  return (
    <Fact term="Asked with">
      the token of {from ? '' : 'your login, '}
      {credential.name}
      {credential.admin && ' (admin)'}, {formatAmount(credential.scopes.length, 'scope')}
      {!from && <span className="text-ink-3">; the service adds it, and this page never sees it</span>}
    </Fact>
  )
}
