import * as z from 'zod/mini'
import { parseJson } from '#hub/json.ts'
import { isSince, parseVersion } from '#hub/versions.ts'
import type { ProbeResults } from '../results.ts'
import { ask, askOnce, recorded } from './ask.ts'
import { type ProbeContext, serviceUrl } from './context.ts'

const versionSchema = z.object({ version: z.string() })

/** The hub's public parts. Nothing that is asked here changes anything, or starts a server. */
export async function probeHub(context: ProbeContext): Promise<Partial<ProbeResults>> {
  const { hubUrl, origin } = context.page
  // In subdomain mode, browsers let no page of a service ask the hub.
  if (context.kind === 'browser' && new URL(hubUrl).origin !== origin) return {}
  const first = await ask(context, `${hubUrl}api/`)
  const hubVersion = versionOf(first.text, first.answer?.headers['x-jupyterhub-version'])
  const results: Partial<ProbeResults> = {
    ...(hubVersion === undefined ? {} : { hubVersion }),
    hubPage: await askPage(context),
    userTree: await askOnce(context, `${hubUrl.replace(/hub\/$/, '')}user/hubscope-asks-for-nobody/api`),
    errors: {
      service: await askOnce(context, serviceUrl(context, 'api/no-such-endpoint')),
      hub: await askOnce(context, `${hubUrl}api/no-such-endpoint`),
    },
  }
  const version = hubVersion === undefined ? undefined : parseVersion(hubVersion)
  if (version && !isSince(version, '4.0')) {
    results.cookieCall = await askOnce(context, `${hubUrl}api/user`, { referrer: `${hubUrl}home` })
  }
  // Last, so that some time lies between the two.
  return { ...results, hub: [recorded(first), await askOnce(context, `${hubUrl}api/`)] }
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
