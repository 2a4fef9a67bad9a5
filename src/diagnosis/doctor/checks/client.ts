import { tellClient } from '../../recipes/headers.ts'
import { type Check, wrong } from '../check.ts'
import { edgeFix, found, hubFix } from '../found.ts'
import type { Echo } from '../results.ts'
import { entriesOf } from '../site.ts'

/**
 * The address that the hub takes for the visitor's: X-Real-IP, else the last of X-Forwarded-For, which is what the hub's
 * proxy saw. Hubs from 4.1 on bind the login form to it.
 */
export const client: Check = {
  name: 'Client address',
  judge(site) {
    const { echoes } = site
    if (echoes.length < 2) return undefined
    const seen = [...new Set(echoes.map(addressOf))]
    if (seen.length < 2) return { well: 'The visitor’s address stays the same' }
    return wrong(
      found({
        code: 'xsrf-login-ip',
        hop: 'edge',
        explanation:
          'Before the login, the hub binds its form to the visitor’s address and browser. When they change between the form and its answer, the login is refused with 403, now and then.',
        evidence: [
          `Within ${echoes.length} calls the hub would take the visitor for ${seen.join(', then ')}.`,
        ],
        fixes: [
          edgeFix(site, 'Name the visitor’s own address:', tellClient),
          hubFix(
            'Or say which addresses are proxies:',
            `c.JupyterHub.trusted_downstream_ips = [${seen.map((each) => JSON.stringify(each)).join(', ')}]`,
          ),
          {
            text: 'From hub 5.3 on, networks of which the address shall not matter, in the hub’s environment:',
            where: 'environment of the hub',
            lines: [
              {
                text: 'JUPYTERHUB_XSRF_ANONYMOUS_IP_CIDRS="10.0.0.0/8;172.16.0.0/12;192.168.0.0/16"',
                added: true,
              },
            ],
          },
        ],
      }),
    )
  },
}

function addressOf(echo: Echo): string {
  return echo.headers['x-real-ip'] ?? entriesOf(echo, 'x-forwarded-for').at(-1) ?? echo.peer ?? 'unknown'
}
