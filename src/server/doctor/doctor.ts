import { readFile } from 'node:fs/promises'
import { askOnce, type Send } from '#diagnosis/doctor/ask/ask.ts'
import type { ProbeContext } from '#diagnosis/doctor/ask/context.ts'
import { followed } from '#diagnosis/doctor/ask/follow.ts'
import { probeIdle } from '#diagnosis/doctor/ask/idle.ts'
import { runProbes } from '#diagnosis/doctor/ask/run.ts'
import { checkNames } from '#diagnosis/doctor/check-names.ts'
import { type Examination, examine } from '#diagnosis/doctor/examine.ts'
import type { ProbeResults } from '#diagnosis/doctor/results.ts'
import { siteAt } from './address.ts'
import { createHoldSocket, createOpenSocket, createSend } from './browse.ts'
import { createJar } from './jar.ts'
import { healthUrls, locate, type Place } from './locate.ts'
import { logIn, type LoginOutcome } from './log-in.ts'
import { logOut } from './log-out.ts'
import { viewFromInside } from './look-inside.ts'
import { DoctorProblem } from './problem.ts'
import { findProgress, readDrift } from './read-hub.ts'
import { type Access, openReader, type Reader, tokenQuestion } from './reader.ts'

export interface DoctorOptions {
  url: string
  user?: string | undefined
  passwordFile?: string | undefined
  tokenFile?: string | undefined
  insecure: boolean
  /** Milliseconds to hold a silent WebSocket; undefined: none is held. */
  idle?: number | undefined
}

/**
 * Sends the probes from a command line, logged in as a browser would be when a user is named.
 * @throws DoctorProblem when there is no hub to look at, it lets nobody in with this password, or a file cannot be read
 */
export async function examineSite(options: DoctorOptions, signal: AbortSignal): Promise<Examination> {
  const token = options.tokenFile === undefined ? undefined : await secretIn(options.tokenFile)
  const { context, place } = await openSite(options, signal)
  const login = options.user === undefined ? undefined : await logInAs(context, options, place)
  const isIn = login?.worked === true && place.hasService
  if (isIn) Object.assign(context, viewFromInside(context))
  const reader = await allowReads(
    context,
    place,
    isIn ? { kind: 'login' } : token === undefined ? undefined : { kind: 'token', token },
    login,
  )
  // The other probes take less time than the silence, which they do not break.
  const [probed, idle] = await Promise.all([
    runProbes(context),
    options.idle === undefined ? {} : probeIdle(context, options.idle),
  ])
  const { hubUrl } = context.page
  const bare: Send = (url, question, each) => context.send(url, { ...question, bare: true }, each)
  const results: ProbeResults = {
    ...probed,
    ...idle,
    ...(place.hasService ? {} : await whereServiceIs(context, token, login)),
    redirects: await followed({ ...context, send: bare }, hubUrl.replace(/hub\/$/, ''), 8, 10_000),
    ...(login ? { login } : {}),
    ...(token === undefined
      ? {}
      : { token: await askOnce(context, `${hubUrl}api/user`, tokenQuestion(token)) }),
    unread: {
      ...(login?.failed === undefined ? {} : { [checkNames.login]: `It ended early: ${login.failed}.` }),
      ...probed.unread,
    },
  }
  // Last, since nothing that needs the login can be asked afterwards.
  if (results.login && isIn && reader) results.login.ended = await logOut(context, reader)
  return place.hasService ? examine(results) : withoutService(results)
}

async function openSite({ url, insecure }: DoctorOptions, signal: AbortSignal) {
  const typed = siteAt(url)
  if (!typed) throw new DoctorProblem(`${url} is not an http address`)
  const jar = createJar()
  const asker = { signal, now: Date.now }
  const page = new URL(typed.prefix, typed.origin)
  const place = await locate({ ...asker, send: createSend({ jar, page, insecure }) }, typed)
  const browser = { jar, page: new URL(place.page.prefix, place.page.origin), insecure }
  const context: ProbeContext = {
    ...asker,
    kind: 'command-line',
    page: place.page,
    send: createSend(browser),
    openSocket: createOpenSocket(browser),
    holdSocket: createHoldSocket(browser),
  }
  return { context, place }
}

async function logInAs(
  context: ProbeContext,
  { user = '', passwordFile }: DoctorOptions,
  { page, hasService }: Place,
): Promise<ProbeResults['login']> {
  if (passwordFile === undefined) throw new DoctorProblem('--user needs --password-file')
  const password = await secretIn(passwordFile)
  const start = hasService ? `${page.origin}${page.prefix}` : `${page.hubUrl}home`
  const { refused, elsewhere, ...login }: LoginOutcome = await logIn(
    context,
    start,
    { user, password },
    new URL(page.hubUrl).origin,
  )
  if (refused) throw new DoctorProblem(`the hub does not accept ${user} with the password in ${passwordFile}`)
  if (elsewhere !== undefined) {
    throw new DoctorProblem(
      `the hub’s login leads to ${elsewhere}, where only a person in a browser can log in; make a token at ${page.hubUrl}token and give it with --token-file, without --user`,
    )
  }
  return login
}

/** What the hub tells whoever is logged in, or has a token. */
async function allowReads(
  context: ProbeContext,
  { hasService }: Place,
  access: Access | undefined,
  login: ProbeResults['login'],
): Promise<Reader | undefined> {
  const reader = access && (await openReader(context, access))
  const unread = access
    ? `The hub does not say whose this ${access.kind} is.`
    : login?.worked === false
      ? 'Needs the login, which did not work, or a token (--token-file).'
      : hasService
        ? 'Needs a login (--user and --password-file) or a token (--token-file).'
        : 'Without Hubscope this needs a token (--token-file).'
  context.readRoutes = async () => (reader ? readDrift(reader) : { unread })
  context.findStart = async () => (reader ? findProgress(context, reader, access) : { unread })
  return reader
}

/**
 * Of a service that is not where it should be: where the hub has it, with the hub's cookie or a token. A session cookie
 * for the names below the hub's is set in subdomain mode alone. Source: `BaseHandler.set_session_cookie`.
 */
async function whereServiceIs(
  context: ProbeContext,
  token: string | undefined,
  login: ProbeResults['login'],
): Promise<Pick<ProbeResults, 'service' | 'hosts'>> {
  const { hubUrl, prefix } = context.page
  const name = prefix.split('/').at(-2) ?? ''
  const question = token === undefined ? { fromHub: true, referrer: `${hubUrl}home` } : tokenQuestion(token)
  const { answer } = await askOnce(context, `${hubUrl}api/services/${name}`, question)
  if (answer?.status === 404 && answer.body === 'hub') return { service: 'absent' }
  const cookies = (login?.hops ?? []).flatMap((hop) => hop.answer?.cookies ?? [])
  const isWide = cookies.some((cookie) => cookie.name === 'jupyterhub-session-id' && cookie.domain)
  if (!isWide) return {}
  const urls = healthUrls(context.page)
  const hosts = await Promise.all(
    urls.map(async (url) => ({ url, ...(await askOnce(context, url, { bare: true }, 5_000)) })),
  )
  return { service: 'elsewhere', hosts }
}

/** What needs Hubscope says so. */
function withoutService(results: ProbeResults): Examination {
  const own = new Set<string>([checkNames.login, checkNames.token])
  const unchecked = examine(results).unchecked.filter((name) => !own.has(name))
  const reason = `Needs Hubscope, which does not answer at ${results.page.origin}${results.page.prefix}.`
  const unread = Object.fromEntries(unchecked.map((name) => [name, reason]))
  return examine({ ...results, unread: { ...unread, ...results.unread } })
}

async function secretIn(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new DoctorProblem(`cannot read ${file}`)
  })
  const secret = text.replace(/\r?\n$/, '')
  if (secret === '') throw new DoctorProblem(`${file} is empty`)
  return secret
}
