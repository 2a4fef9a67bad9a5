import { useMemo } from 'react'
import { examine } from '#diagnosis/doctor/examine.ts'
import { keyOf } from '#diagnosis/doctor/finding.ts'
import type { Bundle } from '../../doctor/bundle.ts'
import { Button } from '../../ui/Button.tsx'
import { formatAbsolute, formatAmount } from '../../ui/format.ts'
import { Notice } from '../../ui/Notice.tsx'
import { MutedList } from './Muted.tsx'
import { OpenedRecord } from './OpenedRecord.tsx'
import { OpenedScopes } from './OpenedScopes.tsx'
import { Report } from './Report.tsx'

interface Props {
  bundle: Bundle
  name: string
  onClose: () => void
}

/** What somebody else's doctor found, judged by the rules of this one. */
export function OpenedBundle({ bundle, name, onClose }: Props) {
  const examination = useMemo(() => examine(bundle.results), [bundle])
  const { routes, visitor, service, hubVersion, madeAt, browser, mutes, har } = bundle
  const wrong = routes?.wrong.map(({ spec, state }) => `${spec} (${state})`) ?? []
  return (
    <>
      <Notice
        tone="plain"
        title={`Opened from ${name}`}
        actions={<Button onClick={onClose}>Back to your own</Button>}
      >
        <p>
          Made {formatAbsolute(madeAt)} with Hubscope {service.version} on JupyterHub {hubVersion}, by a
          visitor with {formatAmount(visitor.scopes.length, 'scope')}
          {visitor.admin ? ' who is admin' : ''}. {browser}
        </p>
        <p>
          {routes === null
            ? 'The visitor may not see the routes.'
            : wrong.length === 0
              ? `${routes.ok} routes, none missing or stale.`
              : `${routes.ok} routes as they should be; not so: ${wrong.join(', ')}.`}
        </p>
      </Notice>
      <Report examination={examination} />
      <MutedList
        title="Muted by whoever made it"
        mutes={mutes}
        found={new Set(examination.findings.map(keyOf))}
      />
      <OpenedRecord har={har} name={name} />
      <OpenedScopes visitor={visitor} hubVersion={hubVersion} />
    </>
  )
}
