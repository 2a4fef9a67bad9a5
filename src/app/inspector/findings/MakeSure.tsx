import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Twins } from '#diagnosis/twins/answers.ts'
import { verdictOf } from '#diagnosis/twins/verdict.ts'
import { type Operation, operationOf } from '#hub/operations.ts'
import { operationPath } from '#hub/paths.ts'
import { type OwnRoles, ownRolesQuery } from '../../api/own-roles.ts'
import { usePermissions } from '../../api/permissions.ts'
import { askTwins, directApiUrl, type TwinRequest } from '../../api/twins.ts'
import { Button } from '../../ui/Button.tsx'
import { TwinAnswers } from './TwinAnswers.tsx'

interface Props {
  /** The request that was refused, when it reads: only then it may be sent again. */
  request: TwinRequest | undefined
  /** What the hub said. */
  refusedWith: string | undefined
  /** Something about the finding is not certain. */
  isOpen: boolean
}

/** Where evidence is missing: asks the hub in more ways, at a press, and says what the answers show side by side. */
export function MakeSure({ request, refusedWith, isOpen }: Props) {
  const { session, version } = usePermissions()
  const { hubUrl, identity } = session
  const roles = useQuery(ownRolesQuery(identity.name, hubUrl))
  const [twins, setTwins] = useState<Twins>()
  const [pending, setPending] = useState(false)
  if (!isOpen && !twins && !roles.data) return null

  const ask = async () => {
    setPending(true)
    const [answers] = await Promise.all([request && askTwins(request, hubUrl), roles.refetch()])
    setTwins(answers)
    setPending(false)
  }
  const verdict =
    twins && request && verdictOf({ twins, refusedWith, version, isWhoAmI: request.operation === 'whoAmI' })
  return (
    <section aria-label="Make sure" className="grid grid-cols-1 gap-2 rounded-md border border-line p-3">
      {(isOpen || !twins) && (
        <p className="max-w-prose text-pretty text-ink-2">{request ? sends(request) : asksRoles}</p>
      )}
      <div>
        <Button
          size="small"
          pending={pending}
          disabledReason={directApiUrl(hubUrl) === undefined ? outOfReach : undefined}
          onClick={() => void ask()}
        >
          {request ? 'Compare with a twin request' : 'Ask what your roles hold'}
        </Button>
      </div>
      <div aria-live="polite" className="grid grid-cols-1 gap-2 empty:hidden">
        {twins && <TwinAnswers twins={twins} />}
        {roles.data && <p>{rolesText(roles.data)}</p>}
        {verdict && (
          <div>
            <p className="font-mono text-xs text-ink-3">
              {verdict.code} · {verdict.certainty}
            </p>
            <p className="font-semibold">{verdict.title}</p>
            <p className="max-w-prose text-pretty text-ink-2">{verdict.explanation}</p>
          </div>
        )}
      </div>
    </section>
  )
}

const asksRoles =
  'The hub knows what your roles hold. This asks it for GET /user with the hub’s own cookie of this browser. It only reads, and stands in the inspector.'

const outOfReach = __DEMO__
  ? 'In the demo there is no login at a hub to compare with.'
  : 'The hub has another origin than this page, so the browser would not send its cookie.'

function sends({ operation, params }: TwinRequest): string {
  const { method }: Operation = operationOf(operation)
  const what = `${method} ${decodeURIComponent(operationPath(operation, params))}`
  return `This sends ${what} again in three ways: through Hubscope with your token; straight to the hub with the hub’s own cookie of this browser; straight to the hub with neither. And it asks GET /user with the cookie, which lists what your roles hold. All of it only reads, and stands in the inspector.`
}

function rolesText(roles: OwnRoles): string {
  switch (roles.state) {
    case 'known':
      return `Your roles${roles.roles ? ` (${roles.roles.join(', ')})` : ''} hold ${roles.scopes.length} scopes, which are known here now.`
    case 'somebody-else':
      return `This browser is logged in at the hub as ${roles.name}, so the cookie tells nothing about your roles.`
    case 'not-told':
      return 'The hub did not tell what your roles hold: it takes its cookie from its own pages only, or this browser has no login there.'
  }
}
