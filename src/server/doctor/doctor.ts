import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import { parseJson } from '#hub/json.ts'
import { ask, askOnce, type Send } from '#diagnosis/doctor/ask/ask.ts'
import type { ProbeContext } from '#diagnosis/doctor/ask/context.ts'
import { followed } from '#diagnosis/doctor/ask/follow.ts'
import { probeIdle } from '#diagnosis/doctor/ask/idle.ts'
import { runProbes } from '#diagnosis/doctor/ask/run.ts'
import { type Examination, examine } from '#diagnosis/doctor/examine.ts'
import { probePaths } from '#diagnosis/doctor/paths.ts'
import { type Inside, insideSchema, type ProbeResults } from '#diagnosis/doctor/results.ts'
import { csrfHeader, originHeader, servicePaths } from '../contract.ts'
import { siteAt } from './address.ts'
import { createHoldSocket, createOpenSocket, createSend } from './browse.ts'
import { createJar } from './jar.ts'
import { logIn } from './log-in.ts'

/** The doctor could not do its work; the message is one line for a person. */
export class DoctorProblem extends Error {
  override readonly name = 'DoctorProblem'
}

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
 * @throws DoctorProblem when nothing answers there, or a file or password is wrong
 */
export async function examineSite(options: DoctorOptions, signal: AbortSignal): Promise<Examination> {
  const page = siteAt(options.url)
  if (!page) throw new DoctorProblem(`${options.url} is not an http address`)
  const here = new URL(page.prefix, page.origin)
  const browser = { jar: createJar(), page: here, insecure: options.insecure }
  const context: ProbeContext = {
    kind: 'command-line',
    page,
    send: createSend(browser),
    openSocket: createOpenSocket(browser),
    holdSocket: createHoldSocket(browser),
    signal,
    now: Date.now,
  }
  await demandAnswer(context)
  const login = options.user === undefined ? undefined : await logInAs(context, options, here.href)
  if (login?.worked) context.lookInside = (each) => lookInside(context, each)
  // The other probes take less time than the silence, which they do not break.
  const [results, idle] = await Promise.all([
    runProbes(context),
    options.idle === undefined ? {} : probeIdle(context, options.idle),
  ])
  const token = await tokenCall(context, options.tokenFile)
  const stranger = {
    ...context,
    send: (...[url, question, each]: Parameters<Send>) =>
      context.send(url, { ...question, bare: true }, each),
  }
  const redirects = await followed(stranger, page.hubUrl.replace(/hub\/$/, ''), 8, 10_000)
  return examine({ ...results, ...idle, redirects, ...(login ? { login } : {}), ...(token ? { token } : {}) })
}

/** Whether anybody is there at all: otherwise there is no way to look at. */
async function demandAnswer(context: ProbeContext): Promise<void> {
  const here = new URL(context.page.prefix, context.page.origin)
  const { failure, reason, answer } = await askOnce(context, here.href)
  const location = answer?.headers['location']
  const to = location !== undefined && URL.canParse(location, here) ? new URL(location, here) : here
  if (to.hostname === here.hostname && to.protocol === 'https:' && here.protocol === 'http:') {
    throw new DoctorProblem(`${here.origin} leads to ${to.origin}; look there`)
  }
  if (failure === undefined) return
  const hint = /CERT|SELF_SIGNED|VERIFY/.test(reason ?? '') ? '; --insecure accepts any certificate' : ''
  throw new DoctorProblem(`nothing answers at ${context.page.origin}: ${reason ?? failure}${hint}`)
}

async function logInAs(
  context: ProbeContext,
  { user = '', passwordFile }: DoctorOptions,
  start: string,
): Promise<ProbeResults['login']> {
  if (passwordFile === undefined) throw new DoctorProblem('--user needs --password-file')
  const password = await secretIn(passwordFile)
  const { refused, ...login } = await logIn(context, start, { user, password })
  if (refused) throw new DoctorProblem(`the hub does not accept ${user} with this password`)
  return login
}

async function tokenCall(context: ProbeContext, file: string | undefined): Promise<ProbeResults['token']> {
  if (file === undefined) return undefined
  const headers = { Authorization: `token ${await secretIn(file)}` }
  return askOnce(context, `${context.page.hubUrl}api/user`, { headers, bare: true })
}

async function secretIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/\r?\n$/, '')
  } catch {
    throw new DoctorProblem(`cannot read ${file}`)
  }
}

const sessionSchema = z.object({ csrf: z.string() })

/** The session gives the CSRF token, with which the service looks around. */
async function lookInside(context: ProbeContext, signal: AbortSignal): Promise<Inside | undefined> {
  const { origin, prefix } = context.page
  const asker = { ...context, signal }
  const session = await ask(asker, `${origin}${prefix}${servicePaths.session}`, {
    headers: { [originHeader]: origin },
  })
  const csrf = parsed(sessionSchema, session.text)?.csrf
  if (csrf === undefined) return undefined
  const headers = { [csrfHeader]: csrf }
  const url = `${origin}${prefix}${probePaths.probe}`
  return parsed(insideSchema, (await ask(asker, url, { method: 'POST', headers }, 40_000)).text)
}

function parsed<Schema extends z.ZodMiniType>(
  schema: Schema,
  text: string | undefined,
): z.infer<Schema> | undefined {
  return schema.safeParse(parseJson(text ?? '')).data
}
