import type { Exchange } from '../inspector/record/exchange-store.ts'

/** Something that ordinary requests of the page showed, without any probe. */
export interface Sighting {
  kind: 'answered-by-proxy' | 'scheme-differs' | 'host-differs' | 'long-way' | 'burst'
  text: string
  /** When it was last seen. */
  at: number
}

/** How much of a page's record is looked at. */
const newest = 200

/**
 * The doctor's eye on the page's own requests: who answered, what arrived of them, and how streams came. Each kind is
 * told once, as last seen. A hint to let the doctor look, and no finding.
 */
export function sightingsIn(exchanges: readonly Exchange[], origin: string): Sighting[] {
  const seen = new Map<Sighting['kind'], Sighting>()
  for (const exchange of exchanges.slice(-newest)) {
    for (const sighting of [
      foreignAnswer(exchange),
      ...arrivalOf(exchange, new URL(origin)),
      burstOf(exchange),
    ]) {
      if (sighting) seen.set(sighting.kind, sighting)
    }
  }
  return [...seen.values()]
}

/** 502 to 504 of the hub's own proxy mean that the hub is away, which the page shows elsewhere. */
function foreignAnswer({ answeredBy, status, doneAt, askedAt, operation }: Exchange): Sighting | undefined {
  if (answeredBy !== 'proxy' || status === undefined || [502, 503, 504].includes(status)) return undefined
  const at = doneAt ?? askedAt
  return {
    kind: 'answered-by-proxy',
    at,
    text: `${operation} was answered with ${status || 'a redirect'} by something in between.`,
  }
}

function arrivalOf({ arrival, askedAt }: Exchange, page: URL): (Sighting | undefined)[] {
  if (!arrival) return []
  const schemes = (arrival.headers['x-forwarded-proto'] ?? '').split(',').map((entry) => entry.trim())
  // nginx, as the hub's documentation sets it up, tells the scheme in X-Scheme alone.
  const first = arrival.headers['x-scheme']?.split(',')[0]?.trim() ?? schemes[0] ?? ''
  const host = arrival.headers['host']
  const forwarded = arrival.headers['x-forwarded-host']?.split(',')[0]?.trim()
  const isHere = [host, forwarded].some((each) => each?.replace(/:(80|443)$/, '') === page.host)
  return [
    first !== '' && `${first}:` !== page.protocol
      ? {
          kind: 'scheme-differs',
          at: askedAt,
          text: `This page is on ${page.protocol.slice(0, -1)}, and requests arrive as ${first}.`,
        }
      : undefined,
    host !== undefined && !isHere
      ? {
          kind: 'host-differs',
          at: askedAt,
          text: `This page is at ${page.host}, and requests arrive for ${host}.`,
        }
      : undefined,
    schemes.length > 4
      ? {
          kind: 'long-way',
          at: askedAt,
          text: `Requests pass ${schemes.length} proxies; some may go in circles.`,
        }
      : undefined,
  ]
}

/** Events that the service sent over seconds, and that came within a moment. */
function burstOf({ streamFrames, askedAt }: Exchange): Sighting | undefined {
  const times = streamFrames.flatMap(({ at, text }) => {
    const sent = /"at":\s*(\d{13})/.exec(text)?.[1]
    return sent === undefined ? [] : [{ sent: Number(sent), arrived: at }]
  })
  const [first, last] = [times[0], times.at(-1)]
  if (!first || !last || times.length < 4) return undefined
  const [sent, arrived] = [last.sent - first.sent, last.arrived - first.arrived]
  if (sent < 1500 || arrived > sent * 0.3) return undefined
  return { kind: 'burst', at: askedAt, text: 'The events of a starting server came all at once.' }
}
