import { http, type HttpHandler } from 'msw'
import { clientAddress } from '#hub/client-address.ts'
import { isSince, type HubVersion } from '#hub/versions.ts'
import { stamped } from '../answers.ts'
import type { Core } from '../core.ts'

/** The login page for a visitor without cookies, as far as anybody reads it: title and form. Source: login.html. */
export function loginHandler({ version, clock }: Core): HttpHandler {
  return http.get('*/hub/login', async ({ request: { headers } }) => {
    const field = isSince(version, '4.1')
      ? `<input type="hidden" name="_xsrf" value="${await xsrfToken(version, headers, clock.now())}"/>`
      : ''
    const form = `<form action="/hub/login?next=" method="post" role="form">${field}<input name="username"></form>`
    const page = `<!DOCTYPE HTML><html lang="en"><head><title>JupyterHub</title></head><body>${form}</body></html>`
    const answer = { 'Content-Type': 'text/html', 'Content-Security-Policy': "frame-ancestors 'none'" }
    return stamped(new Response(page, { headers: answer }), version)
  })
}

/** As `visitorIn` reads it. Nobody sends this form, so that no key has to sign it. */
async function xsrfToken(version: HubVersion, headers: Headers, now: number): Promise<string> {
  const value = btoa(`None:${await visitorOf(version, headers)}`)
  const time = Math.floor(now / 1000)
  const signed = `2|1:0|10:${time}|5:_xsrf|${value.length}:${value}|${'0'.repeat(64)}`
  return urlSafe(btoa(signed)).replaceAll('=', '')
}

/** From 5.3 on a byte stands behind each header that is in no text. Source: `_anonymous_xsrf_id`. */
async function visitorOf(version: HubVersion, headers: Headers): Promise<string> {
  const forwardedFor =
    headers
      .get('X-Forwarded-For')
      ?.split(',')
      .map((each) => each.trim()) ?? []
  const address = clientAddress({ realIp: headers.get('X-Real-IP') ?? undefined, forwardedFor })
  // What is no address leaves that of the hub's proxy, which stands beside it.
  const text = `${address ?? '127.0.0.1'}${headers.get('User-Agent') ?? ''}`
  const bytes = [...new TextEncoder().encode(text), ...(isSince(version, '5.3') ? [0xff] : [])]
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
  return urlSafe(btoa(String.fromCharCode(...new Uint8Array(hash))))
}

function urlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_')
}
