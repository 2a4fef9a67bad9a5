import * as z from 'zod/mini'
import { parseJson } from '#hub/json.ts'
import { isSince, parseVersion } from '#hub/versions.ts'
import { askedAnswerer } from '../answerer.ts'
import type { Asked, ProbeResults } from '../results.ts'
import { ask, askOnce, recorded } from './ask.ts'
import { mayAskHub, type ProbeContext, serviceUrl } from './context.ts'

const versionSchema = z.object({ version: z.string() })

/** The hub's public parts. Nothing that is asked here changes anything, or starts a server. */
export async function probeHub(context: ProbeContext): Promise<Partial<ProbeResults>> {
  if (!mayAskHub(context)) return {}
  const { hubUrl } = context.page
  const first = await ask(context, `${hubUrl}api/`)
  const hubVersion = versionOf(first.text, first.answer?.headers['x-jupyterhub-version'])
  const results: Partial<ProbeResults> = {
    ...(hubVersion === undefined ? {} : { hubVersion }),
    hubPage: await askPage(context),
    userTree: await askOnce(context, `${hubUrl.replace(/hub\/$/, '')}user/hubscope-asks-for-nobody/api`),
    errors: {
      service: await askOnce(context, serviceUrl(context, 'api/no-such-endpoint')),
      hub: await askOnce(context, `${hubUrl}api/no-such-endpoint`),
      ...(await askRefused(context)),
    },
  }
  const version = hubVersion === undefined ? undefined : parseVersion(hubVersion)
  if (version && !isSince(version, '4.0')) {
    results.cookieCall = await askOnce(context, `${hubUrl}api/user`, { referrer: `${hubUrl}home` })
  }
  // Last, so that some time lies between the two.
  return { ...results, hub: [recorded(first), await askOnce(context, `${hubUrl}api/`)] }
}

/**
 * What the hub gives to nobody: the model of a visitor without a login. Only where its public answer comes without cookies
 * too: a portal in front has words of its own for strangers.
 */
async function askRefused(context: ProbeContext): Promise<{ refused?: Asked }> {
  const { hubUrl } = context.page
  const open = await askOnce(context, `${hubUrl}api/`, { bare: true })
  if (askedAnswerer(open) !== 'hub' || open.answer?.status !== 200) return {}
  // An address of its own: no cache in between shall give the refusal to others.
  const url = `${hubUrl}api/user?hubscope-asks-for-nobody=${context.now()}`
  return { refused: await askOnce(context, url, { bare: true }) }
}

/** A page of the hub: the visitor's own, else the login form. `/hub/` itself might start a server. */
async function askPage(context: ProbeContext): Promise<ProbeResults['hubPage']> {
  const headers = { Accept: 'text/html' }
  const home = await askOnce(context, `${context.page.hubUrl}home`, { headers })
  if (home.answer?.status === 200) return { ...home, loggedIn: true }
  return { ...(await askOnce(context, `${context.page.hubUrl}login`, { headers })), loggedIn: false }
}

function versionOf(text: string | undefined, header: string | undefined): string | undefined {
  return versionSchema.safeParse(parseJson(text ?? '')).data?.version ?? header
}
