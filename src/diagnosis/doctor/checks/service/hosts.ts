import { keepHost } from '../../../recipes/headers.ts'
import { serveSubdomains } from '../../../recipes/transport.ts'
import { type Check, wrong } from '../../check.ts'
import { advice, edgeFix, found, recipeSite } from '../../found.ts'
import type { Hop } from '../../results.ts'
import type { Site } from '../../site.ts'
import { askedAnswerer } from '../../answerer.ts'

/** On a hub with subdomains, whether the names of users and services lead to it; looked at where the service was not found. */
export const hosts: Check = {
  name: 'Names below the hub’s',
  onOccasion: true,
  judge(site) {
    const { hosts: asked } = site.results
    if (!asked || asked.length === 0) return undefined
    const answerers = new Set(asked.map(askedAnswerer))
    if (answerers.has('service')) return { well: 'Names below the hub’s lead to it' }
    if (answerers.has('hub') || answerers.has('hub-page')) return wrong(rewritten(site, asked))
    return wrong(unknown(site, asked))
  },
}

const mode =
  'The hub runs with c.JupyterHub.subdomain_host: users and services have names of their own below the hub’s.'

function unknown(site: Site, asked: readonly Hop[]) {
  const { hostname } = new URL(site.results.page.hubUrl)
  return found({
    code: 'edge-paths-missing',
    about: hostname,
    hop: 'edge',
    title: 'The names of users and services do not lead to the hub’s proxy',
    explanation: `${mode} Something in front knows the hub’s name alone, or nobody knows the others.`,
    evidence: asked.map(say),
    fixes: [
      edgeFix(site, 'Serve the names below the hub’s, too:', serveSubdomains(recipeSite(site))),
      advice(`They also need an entry *.${hostname} in the DNS, and a certificate that holds *.${hostname}.`),
    ],
  })
}

function rewritten(site: Site, asked: readonly Hop[]) {
  return found({
    code: 'ws-origin-blocked',
    about: 'Host',
    hop: 'edge',
    title: 'Something in front changes the Host header',
    explanation: `${mode} The hub’s proxy tells them by Host, and requests for them arrive with another one.`,
    evidence: asked.map((hop) => `${say(hop)} That is the hub’s own answer.`),
    fixes: [edgeFix(site, 'Pass Host on as the browser sent it:', keepHost)],
  })
}

function say({ url, answer, reason, failure }: Hop): string {
  return answer
    ? `${url} is answered with ${answer.status}${answer.headers['server'] ? ` by ${answer.headers['server']}` : ''}.`
    : `${url} is not answered at all (${reason ?? failure ?? 'no reason'}).`
}
