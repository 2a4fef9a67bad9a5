import { answererOf } from '#diagnosis/doctor/answerer.ts'
import { isAddress } from '#diagnosis/doctor/is-address.ts'
import { ask, type Asker, type AskedWhole } from '#diagnosis/doctor/ask/ask.ts'
import type { ProbeResults } from '#diagnosis/doctor/results.ts'
import { servicePaths } from '../contract.ts'
import { hubElsewhere, isTlsAskedPlainly } from './mistyped.ts'
import { DoctorProblem } from './problem.ts'
import { isSameSite } from './same-site.ts'
import { isTrustworthy } from './jar.ts'

type Page = ProbeResults['page']

export interface Place {
  page: Page
  /** Whether Hubscope answers there; otherwise only the hub is looked at. */
  hasService: boolean
}

/**
 * Finds hub and service from where somebody says that they are; in subdomain mode they have different hosts.
 * @throws DoctorProblem in one line, when there is nothing to look at: nobody answers, or no JupyterHub
 */
export async function locate(asker: Asker, page: Page): Promise<Place> {
  const first = await ask(asker, `${page.origin}${page.prefix}${servicePaths.health}`)
  demandAnswer(first, page)
  if (isService(first)) return { page: await withHubOf(asker, page), hasService: true }
  const elsewhere = await inSubdomain(asker, page)
  if (elsewhere) return { page: elsewhere, hasService: true }
  await demandHub(asker, page, first)
  // Whoever else answers in its place may be the fault. The hub gets what its proxy has no route for, and redirects it.
  const isAbsent = first.answer !== undefined && answererOf(first.answer) === 'hub'
  return { page, hasService: !isAbsent }
}

function isService({ answer }: AskedWhole): boolean {
  return answer?.headers['x-hubscope-answered-by'] === 'service'
}

/**
 * The service sends people who log in to the hub: by a path on the same host, or by a whole address. On one host the two
 * share a base URL: where another is named, a prefix got lost on the way, and the address that was typed is the public one.
 */
async function withHubOf(asker: Asker, page: Page): Promise<Page> {
  const here = `${page.origin}${page.prefix}${servicePaths.login}`
  const { location } = await ask(asker, here, { bare: true })
  const hubUrl = location && URL.canParse(location, here) ? new URL(location, here) : undefined
  const path = /^(.*?\/hub\/)api\/oauth2\/authorize$/.exec(hubUrl?.pathname ?? '')?.[1]
  if (!hubUrl || path === undefined || !isSameSite(hubUrl, new URL(here))) return page
  const found = `${hubUrl.origin}${path}`
  const sharesBase = page.prefix.startsWith(path.replace(/hub\/$/, 'services/'))
  return hubUrl.origin === page.origin && !sharesBase ? page : { ...page, hubUrl: found }
}

/**
 * Where the service of this page may answer on a hub with subdomains: its own name, as from 5.0 on, and that of all
 * services, as before. Source: `subdomain_hook_idna`, `subdomain_hook_legacy`.
 */
export function healthUrls({ origin, prefix }: Page): string[] {
  const { hostname } = new URL(origin)
  if (isAddress(hostname)) return []
  return [`${prefix.split('/').at(-2)}--service`, 'services'].map((label) => {
    const url = new URL(`${prefix}${servicePaths.health}`, origin)
    url.hostname = `${label}.${hostname}`
    return url.href
  })
}

/** The page of the service below the host of the hub that was typed; undefined when there is none. */
async function inSubdomain(asker: Asker, page: Page): Promise<Page | undefined> {
  for (const url of healthUrls(page)) {
    // Nothing of the answers along the way is a fault: most hubs have no such hosts.
    if (!isService(await ask(asker, url, { bare: true }, 5_000))) continue
    return { ...page, origin: new URL(url).origin, trustworthy: isTrustworthy(new URL(url)) }
  }
  return undefined
}

/** Whether anybody is there at all: otherwise there is no way to look at. */
function demandAnswer(first: AskedWhole, page: Page): void {
  const { answer, failure, reason, location } = first
  const { origin } = page
  const here = new URL(origin)
  if (isTlsAskedPlainly(first, page)) {
    throw new DoctorProblem(`plain http is not spoken at ${here.host}; try https://${here.host}`)
  }
  const to = location !== undefined && URL.canParse(location, origin) ? new URL(location, origin) : here
  if (to.hostname === here.hostname && to.protocol === 'https:' && here.protocol === 'http:') {
    throw new DoctorProblem(`${origin} leads to ${to.origin}; look there`)
  }
  if (answer) return
  throw new DoctorProblem(`${whyNot(reason ?? failure ?? '', here)} (${reason ?? failure})`)
}

/** What a failed connection means, for a person. */
function whyNot(reason: string, { origin, hostname, host, protocol }: URL): string {
  if (/ENOTFOUND|EAI_/.test(reason)) return `there is no host ${hostname}`
  if (/ECONNREFUSED/.test(reason)) return `nobody listens at ${host}`
  if (/ALTNAME/.test(reason)) {
    return `the certificate of ${origin} is for another name; --insecure accepts any certificate`
  }
  if (/EXPIRED/.test(reason)) {
    return `the certificate of ${origin} has expired; --insecure accepts any certificate`
  }
  if (/CERT|SELF_SIGNED|VERIFY/.test(reason)) {
    return `the certificate of ${origin} is not trusted here; --insecure accepts any certificate`
  }
  if (/SSL|EPROTO/.test(reason) && protocol === 'https:') {
    return `${host} does not speak TLS; try http://${host}`
  }
  return `nothing answers at ${origin}`
}

/** Answers that say nothing of a hub, neither that it is there nor that something in front keeps it from answering. */
const indifferent = new Set([200, 404, 405, 410])

/** @throws DoctorProblem when whoever answers is no hub, as far as can be seen, or the hub below another base URL */
async function demandHub(asker: Asker, page: Page, first: AskedWhole): Promise<void> {
  const { origin, hubUrl } = page
  const [api, login] = await Promise.all([ask(asker, `${hubUrl}api/`), ask(asker, `${hubUrl}login`)])
  const elsewhere = await hubElsewhere(asker, page, api)
  if (elsewhere !== undefined) throw new DoctorProblem(`the hub is at ${elsewhere}; look there`)
  const answers = [first, api, login].map(({ answer }) => answer)
  const isStranger = answers.every(
    (answer) => answer && answererOf(answer) === 'edge' && indifferent.has(answer.status),
  )
  if (!isStranger) return
  throw new DoctorProblem(
    `no JupyterHub answers at ${hubUrl}api/ (${api.answer?.status}); give its address with the base URL, as in ${origin}/jupyter/`,
  )
}
