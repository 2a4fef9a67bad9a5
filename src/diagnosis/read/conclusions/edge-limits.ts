import { areaOf, type Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import { allowLarge, allowLong, passEvents, upstreamRemedies } from '../recipes.ts'
import { found, remedy, type Rule } from './found.ts'

/** Limits of proxies in front, by their own logs. */
export const edgeLimitRules: readonly Rule[] = [tooLarge, tooLong, rateLimit, buffered]

function tooLarge(seen: Observed): readonly TextFinding[] {
  const nginx = seen.all('nginx-too-large')
  const apache = seen.all('apache-too-large')
  const answers = seen.answers.filter(({ status }) => status === 413)
  const words = seen
    .all('status-413')
    .filter(({ line }) => !answers.some((each) => each.line.number === line.number))
  const header = seen.all('nginx-big-upstream-header')
  const resets = seen
    .all('connection-reset')
    .filter(({ groups }) => /contents|files|\/api\//.test(groups[2] ?? ''))
  const certain = [...nginx.slice(0, 3), ...apache.slice(0, 2), ...answers.slice(0, 2), ...words.slice(0, 1)]
  const findings: TextFinding[] = []
  if (certain.length > 0) {
    const path = nginx[0]?.groups[3] ?? answers[0]?.path
    findings.push(
      found('edge-limits', 'certain', certain, {
        times: nginx.length + apache.length + answers.length + words.length,
        title: `A proxy refuses requests that are larger than it allows${path ? ` (${path})` : ''}`,
        remedies: [
          allowLarge(seen.facts),
          remedy(
            'ingress-nginx takes it as an annotation.',
            'Ingress',
            'nginx.ingress.kubernetes.io/proxy-body-size: "200m"',
          ),
        ],
      }),
    )
  } else if (resets.length > 0) {
    findings.push(
      found('edge-limits', 'likely', resets.slice(0, 3), {
        title: 'The connection is cut while something large is sent',
        remedies: [allowLarge(seen.facts)],
      }),
    )
  }
  if (header.length > 0) {
    findings.push(
      found('edge-limits', 'certain', header.slice(0, 3), {
        times: header.length,
        title: 'The hub’s answer has larger headers than nginx allows',
        explanation:
          'nginx read the answer’s headers into a buffer that was too small (cookies of a login) and answered 502 in its place.',
        remedies: [remedy('Enlarge the buffers:', 'nginx', 'proxy_buffer_size 16k;', 'proxy_buffers 8 16k;')],
      }),
    )
  }
  return findings
}

function tooLong(seen: Observed): readonly TextFinding[] {
  const all = seen.all('nginx-timeout').filter(({ line }) => !/upgraded connection/.test(line.text))
  const connecting = all.filter(({ groups }) => /connecting to upstream/.test(groups[1] ?? ''))
  const reading = all.filter((each) => !connecting.includes(each))
  return [
    ...(reading.length > 0
      ? [
          found('edge-limits', 'certain', reading.slice(0, 3), {
            times: reading.length,
            title: `A proxy gives up before the answer comes (${reading[0]?.groups[3]})`,
            explanation:
              'nginx waited as long as it is allowed to and then answered 504, though the hub or server was still at work.',
            remedies: [allowLong(seen.facts)],
          }),
        ]
      : []),
    ...(connecting.length > 0
      ? [
          found('edge-upstream-down', 'certain', connecting.slice(0, 3), {
            times: connecting.length,
            remedies: upstreamRemedies,
          }),
        ]
      : []),
  ]
}

function rateLimit(seen: Observed): readonly TextFinding[] {
  const all = seen.all('nginx-rate')
  const answers = seen.answers.filter(
    (answer) =>
      answer.status === 429 &&
      answer.line.source !== 'hub' &&
      answer.exchange === undefined &&
      !(answer.method === 'POST' && areaOf(answer) === 'hub/api'),
  )
  if (all.length === 0 && answers.length < 2) return []
  const zone = all[0]?.groups[3]
  return [
    found(
      'edge-rate-limit',
      all.length > 0 ? 'certain' : 'likely',
      [...all.slice(0, 3), ...answers.slice(0, 2)],
      {
        times: all.length + answers.length,
        ...(zone ? { title: `nginx limits requests (zone ${zone})` } : {}),
        remedies: [
          remedy(
            'Raise the limit, or exempt the hub’s API, its static files and streams:',
            'nginx',
            `limit_req zone=${zone ?? 'hub'} burst=200 nodelay;`,
          ),
        ],
      },
    ),
  ]
}

/** Routine for large downloads; for a stream of events it is the fault itself. */
function buffered(seen: Observed): readonly TextFinding[] {
  const all = seen.all('nginx-buffered').filter(({ groups }) => /\/progress/.test(groups[2] ?? ''))
  if (all.length === 0) return []
  return [
    found('sse-buffered', 'certain', all.slice(0, 3), {
      times: all.length,
      remedies: [passEvents(seen.facts)],
    }),
  ]
}
