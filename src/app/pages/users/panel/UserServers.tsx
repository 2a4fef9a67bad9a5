import type { User } from '#hub/wire/user.ts'
import { Veil } from '../../../ui/Veil.tsx'
import { fieldScopes } from '../../../api/user-fields.ts'
import { MissingRights } from './MissingRights.tsx'
import { orderedServers } from '../../../components/server/server-facts.ts'
import { ServerCard } from './ServerCard.tsx'
import { StartNamedServer } from './StartNamedServer.tsx'

/** The user's servers, each with what can be done to it, and a field to start another. */
export function UserServers({ user }: { user: User }) {
  const servers = orderedServers(user)
  return (
    <section aria-label={`Servers of ${user.name}`} className="grid gap-2">
      {servers === undefined ? (
        <p>
          Servers <Veil needs={[fieldScopes.servers]} detail />
        </p>
      ) : (
        servers.map((server) => <ServerCard key={server.name} user={user} server={server} />)
      )}
      {servers?.length === 0 && <p className="text-ink-3">No server that your token may see.</p>}
      <MissingRights user={user} servers={servers ?? []} />
      <StartNamedServer user={user} />
    </section>
  )
}
