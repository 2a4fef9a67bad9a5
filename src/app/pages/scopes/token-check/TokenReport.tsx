import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { compactScopes } from '#hub/scopes/compact.ts'
import { parseScopes } from '#hub/scopes/parse.ts'
import type { TokenCheckAnswer } from '#server/contract.ts'
import { useOwnPermissions } from '../../../api/permissions.ts'
import { shownAsParam, writeShownAs } from '../../../api/preview/shown-as.ts'
import type { TokenRecord } from '../../../api/token-check.ts'
import { formatAmount } from '../../../ui/format.ts'
import { RelativeTime } from '../../../ui/RelativeTime.tsx'
import { ScopeChip } from '../../../ui/ScopeChip.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { FeatureTable } from '../FeatureTable.tsx'
import { Section } from '../Section.tsx'

interface Props {
  report: Extract<TokenCheckAnswer, { state: 'accepted' }> & { record: TokenRecord }
}

/** What the hub says of a token: owner, kind, end, scopes, and what these open here. */
export function TokenReport({ report }: Props) {
  const { version } = useOwnPermissions()
  const { kind, name, admin, scopes, record } = report
  const compact = compactScopes(scopes, version)
  const search = new URLSearchParams({ [shownAsParam]: writeShownAs(compact) })
  return (
    <div className="grid grid-cols-1 items-start gap-3.5 min-[1180px]:grid-cols-2">
      <Section title="The token">
        <dl className="grid grid-cols-[92px_1fr] gap-x-2.5 gap-y-1">
          <Fact name="Owner">
            {kind} <b className="font-semibold">{name}</b> {admin && <Tag>admin</Tag>}
          </Fact>
          {record.shown ? (
            <Record token={record.token} />
          ) : (
            <Fact name="Ends">not known. {record.reason}</Fact>
          )}
          <Fact name="Scopes">
            {scopes.length === 0
              ? 'none: it only says whose it is'
              : `${formatAmount(scopes.length, 'scope')}, in short:`}
          </Fact>
        </dl>
        <p className="flex flex-wrap gap-1">
          {compact.map((scope) => (
            <ScopeChip key={scope} scope={scope} />
          ))}
        </p>
        <p>
          <Link to={{ pathname: '/users', search: `?${search}` }} className="text-accent hover:underline">
            Show Hubscope as this token would see it
          </Link>
        </p>
      </Section>
      <Section title="What it opens here">
        <FeatureTable held={parseScopes(scopes)} version={version} caption="What this token opens here" />
      </Section>
    </div>
  )
}

function Record({ token }: { token: Extract<TokenRecord, { shown: true }>['token'] }) {
  const { expires_at: ends, created, last_activity: used, note, oauth_client: client } = token
  return (
    <>
      <Fact name="Ends">
        <RelativeTime iso={ends} otherwise="never" />
      </Fact>
      <Fact name="Created">
        <RelativeTime iso={created} otherwise="not known" />
      </Fact>
      <Fact name="Last used">
        <RelativeTime iso={used} otherwise="never" />
      </Fact>
      {note && <Fact name="Note">{note}</Fact>}
      {client && <Fact name="Issued by">{client}</Fact>}
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}
