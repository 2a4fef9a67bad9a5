import { type QueryClient, useMutation } from '@tanstack/react-query'
import { type Asker, askOnce } from '#diagnosis/doctor/ask/ask.ts'
import type { DoctorFinding } from '#diagnosis/doctor/finding.ts'
import type { ReachVerdict } from '#diagnosis/doctor/reach.ts'
import type { Asked, Reach } from '#diagnosis/doctor/results.ts'
import type { SignedIn } from '#server/contract.ts'
import { baseUrl } from '../../base.ts'
import { doctor } from '../../doctor/doctor-store.ts'
import { useOwnPermissions } from '../permissions.ts'
import { browserContext } from '../probe-context.ts'
import type { OwnedServer } from '../servers.ts'
import { userQuery } from '../users.ts'

/** Servers asked at once; a browser has six connections to a host. */
const atOnce = 4
const limit = 20_000

export interface Reached {
  asked: number
  /** Servers that answer as they should. */
  well: number
  /** Nothing came that would tell. */
  unknown: number
  wrong: readonly { owned: OwnedServer; finding: DoctorFinding }[]
}

/** Asks servers the way their users reach them. Nothing is started, stopped or logged in to. */
export function useReachCheck() {
  const { session } = useOwnPermissions()
  return useMutation({
    mutationFn: (servers: readonly OwnedServer[], { client }) => askAll(servers, session, client),
  })
}

async function askAll(
  servers: readonly OwnedServer[],
  session: SignedIn,
  client: QueryClient,
): Promise<Reached> {
  const waiting = [...servers]
  const wrong: { owned: OwnedServer; finding: DoctorFinding }[] = []
  const reaches: Reach[] = []
  let [well, unknown] = [0, 0]
  const work = async (): Promise<void> => {
    for (let owned = waiting.shift(); owned; owned = waiting.shift()) {
      const { verdict, reach } = await askServer(owned, session, client)
      reaches.push(reach)
      if (verdict.kind === 'wrong') wrong.push({ owned, finding: verdict.finding })
      else if (verdict.kind === 'reached') well += 1
      else unknown += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  doctor.keepReaches(reaches)
  return { asked: servers.length, well, unknown, wrong }
}

async function askServer(
  { user, server }: OwnedServer,
  session: SignedIn,
  client: QueryClient,
): Promise<{ verdict: ReachVerdict; reach: Reach }> {
  const context = browserContext(session, new AbortController().signal)
  const [{ judgeReach }, { siteOf }] = await Promise.all([
    import('#diagnosis/doctor/reach.ts'),
    import('#diagnosis/doctor/site.ts'),
  ])
  const url = addressOf(server.url)
  let asked: Asked = await askOnce(context, url, { bare: true }, limit)
  // A browser hides where a redirect leads, but not where it ends.
  if (asked.answer?.status === 0) asked = await askOnce(following(context), url, {}, limit)
  const site = siteOf({ at: asked.at, asker: 'browser', page: context.page, hubVersion: session.hub.version })
  const reach: Reach = { user: user.name, server: server.name, ready: server.ready, asked }
  const verdict = judgeReach(site, reach)
  if (verdict.kind !== 'wrong' || !reach.ready) return { verdict, reach }
  // The list may be older than a stop by its user or a culler, which is no fault.
  if (await isStillReady(client, reach)) return { verdict, reach }
  const stopped = { ...reach, ready: false }
  return { verdict: judgeReach(site, stopped), reach: stopped }
}

/** By the hub's model, read anew. Where it cannot be read, what the list said counts. */
async function isStillReady(client: QueryClient, { user, server }: Pick<Reach, 'user' | 'server'>) {
  try {
    const { servers } = await client.fetchQuery({ ...userQuery(user), staleTime: 0 })
    return servers === undefined || servers[server]?.ready === true
  } catch {
    return true
  }
}

/** `api` is what a server answers without a login. In the demo, servers stand beside the page. */
function addressOf(serverUrl: string): string {
  const url = __DEMO__ ? new URL(`site${serverUrl}`, baseUrl) : new URL(serverUrl, location.origin)
  return `${url.href.replace(/\/$/, '')}/api`
}

function following(asker: Asker): Asker {
  return { ...asker, send: (url, _question, signal) => fetch(url, { signal }) }
}
