import { keepCookies } from '../../../recipes/headers.ts'
import { type Check, wrong } from '../../check.ts'
import type { DoctorFinding } from '../../finding.ts'
import { advice, edgeFix, found } from '../../found.ts'
import type { Answer } from '../../results.ts'
import type { Site } from '../../site.ts'

/** Of hub, servers and services; those of other applications on the host are their own matter. */
const ours = /^(?:__(?:Host|Secure)-)?(?:_xsrf$|jupyterhub-|service-|hubscope-)/
const login = 'jupyterhub-hub-login'
/** Two hubs on one host may each have one, which disturbs them at times. */
const shared = 'jupyterhub-session-id'

/** A cookie that a browser keeps twice, for two paths or domains, is sent twice, and only one of the two is read. */
export const doubledCookies: Check = {
  name: 'Doubled cookies',
  judge(site) {
    const { echo, results } = site
    const answers = results.login?.hops.flatMap(({ answer }) => answer ?? []) ?? []
    const set = answers.flatMap(setTwice)
    const sent = echo
      ? namesTwice(echo.cookies.map(({ name }) => name)).filter((name) => ours.test(name))
      : []
    // The hub sets it for its own pages alone.
    const strayed = echo?.cookies.some(({ name }) => name === login) ?? false
    if (set.length > 0 || strayed) return wrong(setTooWide(site, set, sent, strayed))
    if (sent.length > 0) return wrong(sentTwice(site, sent))
    return echo || answers.length > 0 ? { well: 'Every cookie comes once' } : undefined
  },
}

/** Cookies that one answer sets for two places: a sentence each. The same one said twice is kept once. */
function setTwice({ cookies = [] }: Answer): string[] {
  return namesTwice(cookies.map(({ name }) => name))
    .filter((name) => ours.test(name))
    .flatMap((name) => {
      const places = new Set(
        cookies
          .filter((each) => each.name === name)
          .map(({ path, domain }) => `Path=${path}${domain === undefined ? '' : `; Domain=${domain}`}`),
      )
      return places.size > 1 ? [`One answer sets ${name} for ${[...places].join(' and for ')}.`] : []
    })
}

function namesTwice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))]
}

const explanation =
  'A browser sends both, and hub and servers read one of them, mostly that of the wider path, which they never change or clear: logins go in circles or outlive the logout, and writes are refused with 403.'

function setTooWide(
  site: Site,
  set: readonly string[],
  sent: readonly string[],
  strayed: boolean,
): DoctorFinding {
  return found({
    code: 'cookies-stripped',
    about: 'doubled',
    hop: 'edge',
    title: 'Something in front sets the hub’s cookies for more than the hub does',
    explanation: strayed
      ? `${explanation} The hub’s login cookie then goes to users’ servers too, where others’ programs can read it.`
      : explanation,
    evidence: [
      ...new Set(set),
      ...(strayed
        ? [`${login}, which the hub sets for its own pages alone, arrived at ${site.results.page.prefix}.`]
        : []),
      ...sent.map(arrivedTwice),
    ],
    fixes: [edgeFix(site, 'Let Set-Cookie pass once, and unchanged:', keepCookies), clear(site)],
  })
}

function sentTwice(site: Site, names: readonly string[]): DoctorFinding {
  const isShared = names.every((name) => name === shared)
  return {
    ...found({
      code: names.some((name) => name.endsWith('_xsrf')) ? 'xsrf-wrong-path' : 'cookies-stripped',
      about: 'doubled',
      certainty: isShared ? 'possible' : 'likely',
      hop: 'browser',
      title: 'The browser sends cookies of the hub twice',
      explanation: isShared
        ? `${explanation} Another hub on this host, or on the domain above, may have set one.`
        : explanation,
      evidence: names.map(arrivedTwice),
      fixes: [clear(site), edgeFix(site, 'Let Set-Cookie pass once, and unchanged:', keepCookies)],
    }),
    ...(isShared && { severity: 'warning' as const }),
  }
}

function arrivedTwice(name: string): string {
  return `${name} arrived more than once in one request.`
}

function clear({ page }: Site) {
  return advice(
    `Clear the cookies of ${page.hostname} in every browser: what was kept for the wider path stays.`,
  )
}
