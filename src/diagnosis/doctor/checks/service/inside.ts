import { answererOf, askedAnswerer } from '../../answerer.ts'
import { type Check, wrong } from '../../check.ts'
import { advice, found } from '../../found.ts'
import type { Inside } from '../../results.ts'
import { isHubAway } from '../who-answers/behind.ts'
import { treesOf } from '../who-answers/trees.ts'
import { httpProxySet, isHere, leaveHubOut, misdirected, throughHttpProxy, unreachable } from './setup.ts'

/** The hub at the address that services are given. */
export const hubInside: Check = {
  name: 'Hub from inside',
  judge(site) {
    const { results } = site
    const asked = results.inside?.hub
    if (!asked) return undefined
    const by = askedAnswerer(asked)
    if (by === 'hub' && asked.answer?.status === 200) return { well: 'The service reaches the hub' }
    const { environment } = results.inside ?? {}
    const isAmiss = environment?.proxy === true && !environment.covered
    if (isAmiss && environment.heeded) {
      const { answer } = asked
      const what = answer ? `answered with ${answer.status} by something else` : 'not answered'
      return wrong(throughHttpProxy([`The hub’s internal address is ${what}.`], environment.hub))
    }
    const gone = unreachable({
      evidence: [
        by === 'nobody'
          ? `No answer: ${asked.reason ?? asked.failure}.`
          : `Answered with ${asked.answer?.status} by ${by === 'edge' ? 'something else' : by}.`,
      ],
      certainty: by === 'nobody' ? 'certain' : 'likely',
      isHubAway: isHubAway(treesOf(site)),
    })
    return isAmiss ? wrong(gone, forServers(environment)) : wrong(gone)
  },
}

/** Python’s requests and curl, and so most services and servers, heed HTTP_PROXY always. */
function forServers({ hub }: Inside['environment']) {
  return found({
    code: 'http-proxy-env',
    certainty: 'possible',
    hop: 'server',
    title: 'Servers with this environment would send calls to the hub to an HTTP proxy',
    explanation:
      'Hubscope’s service does not heed HTTP_PROXY, so that is not why it does not reach the hub. Programs in Python mostly heed it: servers and services with the same environment ask the proxy for the hub.',
    evidence: [httpProxySet],
    fixes: [leaveHubOut(hub)],
  })
}

/** Where the hub sends browsers back to after a login. */
export const callback: Check = {
  name: 'OAuth callback',
  judge({ results, page }) {
    const service = results.inside?.service
    if (!service) return undefined
    const path = `${service.prefix}oauth_callback`
    if (isHere(service.callback, { results, page }, path)) return { well: 'Logins come back to this service' }
    const evidence = `The service asks the hub to send browsers to ${service.callback}, and is at ${page.origin}${path}.`
    return wrong(misdirected({ results, page }, { asked: service.callback, evidence }))
  },
}

/** Two hubs behind one address, or a public address that leads to another one. */
export const version: Check = {
  name: 'Hub version',
  judge({ results }) {
    const outside = results.hub?.[0]?.answer
    const inside = results.inside?.hub.answer
    if (!outside || answererOf(outside) !== 'hub') return undefined
    const [seen, own] = [outside, inside].map((answer) => answer?.headers['x-jupyterhub-version'])
    if (seen !== undefined && own !== undefined && seen !== own) {
      return wrong(
        found({
          code: 'unexpected-answer',
          hop: 'edge',
          title: 'The public address leads to another hub than the service’s own',
          explanation: 'Pages and calls go to different hubs, which know different logins, users and tokens.',
          evidence: [`The browser reaches hub ${seen}, the service hub ${own}.`],
          fixes: [advice('Point the public address and JUPYTERHUB_API_URL at the same hub.')],
        }),
      )
    }
    return { well: `JupyterHub ${seen ?? results.hubVersion ?? ''} answers` }
  },
}
