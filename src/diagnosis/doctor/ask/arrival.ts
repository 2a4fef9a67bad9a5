import { isLimited } from '../answerer.ts'
import { canaryScheme } from '../checks/requests/authorization.ts'
import { probePaths } from '../paths.ts'
import type { AskedAgain, Echoed, ProbeResults } from '../results.ts'
import { askEcho, askOnce, atOnce, together } from './ask.ts'
import { type ProbeContext, serviceUrl } from './context.ts'

type Part = Promise<Partial<ProbeResults>>

/** What of a request arrives, several times over. */
export async function probeArrival(context: ProbeContext): Part {
  const url = serviceUrl(context, probePaths.echo)
  // Another address each time: a cache must not hide what the others would show.
  const echoing = (run: string) =>
    together(atOnce, (index) => askEcho(context, `${url}?n=${run}${index}-${context.now()}`))
  const first = await echoing('a')
  if (first.some(({ echo }) => echo)) {
    const echoes = [...first, ...(await echoing('b'))]
    const headers = { Authorization: `${canaryScheme} hubscope-probe` }
    const authorizations = await together(2 * atOnce, (index) =>
      askEcho(context, `${url}?a=${index}`, { headers }),
    )
    return { echoes, authorizations }
  }
  const bare = await askEcho(context, url, { bare: true })
  // More than the hub's proxy lets pass, in pieces that proxies in front do: when the hub itself answers, nothing
  // stands before it.
  const piece = 'x'.repeat(7_000)
  const headers = { 'X-Hubscope-Padding': piece, 'X-Hubscope-More': piece, 'X-Hubscope-Most': piece }
  const large = await askOnce(context, `${context.page.hubUrl}api/`, { headers })
  return { echoes: first, bare, headers: [{ ...large, bytes: 3 * piece.length }] }
}

/** Asks again when the service does not answer: a stray refusal says nothing of what is special about a call. */
async function askAgain(ask: () => Promise<Echoed>): Promise<AskedAgain> {
  const first = await ask()
  if (first.echo) return first
  if (!first.answer || isLimited(first)) return { ...first, refused: 1 }
  const more = await together(atOnce - 1, ask)
  const arrived = more.find(({ echo }) => echo)
  return arrived ? { ...arrived, refused: 1 } : { ...first, refused: atOnce }
}

/** An address with all that proxies like to change. */
export async function probePath(context: ProbeContext): Part {
  const url = serviceUrl(context, `${probePaths.echo}/a%40b%2Fc~%20d%25`)
  const asked = await askAgain(() => askEcho(context, url))
  return { path: { ...asked, sent: url.slice(context.page.origin.length) } }
}

export async function probeMethods(context: ProbeContext): Part {
  const methods: NonNullable<ProbeResults['methods']> = []
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    const headers = { 'Content-Type': 'application/json' }
    const body = new TextEncoder().encode('{}')
    const url = serviceUrl(context, probePaths.echo)
    const asked = await askAgain(() => askEcho(context, url, { method, headers, body }))
    methods.push({ ...asked, method })
  }
  return { methods }
}

const mebibyte = 1024 * 1024
/** Above the limits that proxies have by default, 1 and 10 MB. */
const bodySizes = [2 * mebibyte, 11 * mebibyte]
const mostCuts = 3

export async function probeBodies(context: ProbeContext): Part {
  const bodies: NonNullable<ProbeResults['bodies']> = []
  for (const bytes of bodySizes) {
    const question = {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    }
    const ask = () => askEcho(context, serviceUrl(context, `${probePaths.echo}/body`), question, 45_000)
    let echoed = await ask()
    let cuts = echoed.failure === 'unreachable' ? 1 : 0
    // A proxy that has refused ends the connection while the body still comes, and its answer may be lost.
    while (echoed.failure === 'unreachable' && cuts < mostCuts) {
      echoed = await ask()
      if (echoed.failure === 'unreachable') cuts += 1
    }
    // A line that is slow is no limit.
    if (echoed.failure === 'timeout') break
    bodies.push({ ...echoed, bytes, ...(cuts > 0 && { cuts }) })
    if (!echoed.echo) break
  }
  return { bodies }
}

/** Below every proxy's default for one header, 8 KiB. */
const padding = 6 * 1024

export async function probeHeaders(context: ProbeContext): Part {
  const headers = { 'X-Hubscope-Padding': 'x'.repeat(padding) }
  const echoed = await askEcho(context, serviceUrl(context, probePaths.echo), { headers })
  return { headers: [{ ...echoed, bytes: padding }] }
}

/** The same address twice; the answers do not forbid to keep them, as the hub's do not. */
export async function probeCache(context: ProbeContext): Part {
  const url = serviceUrl(context, `${probePaths.echo}/cached?run=${context.now()}`)
  return { cached: [await askEcho(context, url), await askEcho(context, url)] }
}
