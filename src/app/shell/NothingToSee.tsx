import { requiredScopes } from '#hub/operations.ts'
import { usePermissions } from '../api/permissions.ts'
import { useShownAs } from '../api/preview/shown-as.ts'
import { PageBody } from '../components/PageBody.tsx'
import { PageHeader } from '../components/PageHeader.tsx'
import { WhyButton } from '../components/why/WhyButton.tsx'
import { ScopeChip } from '../ui/ScopeChip.tsx'
import { pages } from './pages.ts'

/** In place of every page, for a token that opens none of them. */
export function NothingToSee() {
  const { session, version } = usePermissions()
  const shown = useShownAs()
  return (
    <>
      <PageHeader title={shown ? 'Nothing to see with this token' : 'Nothing to see with this login'} />
      <PageBody scroll>
        {shown ? (
          <p className="max-w-prose text-pretty">
            A token with just these scopes shows nothing of the hub here, whoever holds it.
          </p>
        ) : (
          <p className="max-w-prose text-pretty">
            You may open Hubscope, <b className="font-semibold">{session.identity.name}</b>, but your login
            holds no scope that shows anything of the hub here. Hubscope never shows more than your own
            account may see.
          </p>
        )}
        <div className="veil max-w-2xl rounded-lg p-4">
          <h2 className="pb-2 text-lg font-semibold text-veil">
            What is hidden, and which scopes would show it
          </h2>
          <dl className="grid gap-x-6 gap-y-2 wide:grid-cols-[auto_1fr]">
            {pages.map(({ path, title, shows, operation, also = [] }) => (
              <div key={path} className="contents">
                <dt>
                  <b className="font-semibold">{title}</b> <span className="text-ink-2">{shows}</span>
                </dt>
                <dd className="flex flex-wrap items-center gap-1">
                  {[requiredScopes(operation, version).join(' or '), ...also].map((scope, index) => (
                    <span key={scope}>
                      {index > 0 && <span className="text-ink-2">and </span>}
                      <ScopeChip scope={scope} />
                    </span>
                  ))}
                  <WhyButton operation={operation} />
                </dd>
              </div>
            ))}
          </dl>
        </div>
        <p className="max-w-prose text-pretty text-ink-2" hidden={shown !== undefined}>
          An administrator grants them with a role in the hub’s configuration, and has to list them in this
          service’s <code>oauth_client_allowed_scopes</code> too. Log out and in again afterwards.
        </p>
      </PageBody>
    </>
  )
}
