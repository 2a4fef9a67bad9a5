import { pathOf } from '../answer.ts'
import type { Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import { onePolicy, passEvents, tellSchemeAndHost } from '../recipes.ts'
import { found, remedy, type Rule } from './found.ts'

/** What browsers complain about. */
export const browserRules: readonly Rule[] = [
  progressSilent,
  mixedContent,
  secureCookie,
  cors,
  policy,
  bufferedStream,
  htmlForJson,
  adminPage,
]

const isProgress = (path: string) => /\/hub\/api\/users\/[^/]+\/servers?(?:\/[^/]*)?\/progress$/.test(path)

function progressSilent(seen: Observed): readonly TextFinding[] {
  const type = seen.all('event-stream-type')
  const cut = seen.all('stream-cut').filter(({ groups }) => /progress/.test(groups[1] ?? ''))
  const refused = seen.answers.filter(
    (answer) =>
      answer.status >= 400 &&
      (answer.line.source === 'browser' || answer.line.source === 'har' || answer.line.source === 'access') &&
      isProgress(pathOf(answer)),
  )
  const inline = seen.all('inline-refused').filter(({ line }) => /spawn-pending/.test(line.text))
  const proofs = [...type.slice(0, 2), ...refused.slice(0, 2), ...cut.slice(0, 2), ...inline.slice(0, 2)]
  if (proofs.length === 0) return []
  const status = refused[0]?.status
  return [
    found('progress-silent', type.length + cut.length + inline.length > 0 ? 'certain' : 'likely', proofs, {
      times: proofs.length,
      ...(status === undefined
        ? {}
        : {
            explanation: `The page of the starting server asked for its progress and got ${status}. It does not say so and waits on. The answer’s body names the reason: open the request in the browser’s network view.`,
          }),
      remedies: [
        remedy('Reload the page: the server may have started long ago.'),
        remedy(
          'Then look at what refused the stream: paste the answer’s body, or the hub’s log at that time, here.',
        ),
      ],
    }),
  ]
}

function mixedContent(seen: Observed): readonly TextFinding[] {
  const all = seen.all('mixed-content')
  const shown = seen.answers.filter((answer) => {
    if (!answer.exchange || !answer.origin?.startsWith('https:')) return false
    const host = answer.origin.slice('https://'.length).replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    return (
      new RegExp(String.raw`"url": ?"http://${host}`).test(answer.exchange.body) ||
      new RegExp(`^http://${host}`).test(answer.location ?? '')
    )
  })
  if (all.length + shown.length === 0) return []
  return [
    found('proto-downgrade', 'certain', [...all.slice(0, 3), ...shown.slice(0, 2)], {
      times: all.length + shown.length,
      remedies: [
        tellSchemeAndHost(
          seen.facts,
          'https',
          'Tell the hub that the browser uses https. X-Scheme is what counts behind configurable-http-proxy, because that appends http to X-Forwarded-Proto:',
        ),
        remedy('From 5.0 on also:', 'jupyterhub_config.py', "c.JupyterHub.public_url = 'https://HUB/'"),
      ],
    }),
  ]
}

function secureCookie(seen: Observed): readonly TextFinding[] {
  const all = seen.all('cookie-not-secure')
  const shown = seen.answers.filter(
    ({ origin, exchange }) =>
      origin !== undefined &&
      /^http:\/\/(?!localhost|127\.)/.test(origin) &&
      (exchange?.setCookies ?? []).some(
        (cookie) => /^(?:jupyterhub-|_xsrf|__Host-)/.test(cookie) && /;\s*secure/i.test(cookie),
      ),
  )
  if (all.length + shown.length === 0) return []
  return [
    found('secure-cookie-on-http', 'certain', [...all.slice(0, 3), ...shown.slice(0, 2)], {
      times: all.length + shown.length,
      remedies: [
        remedy(
          'Send browsers that come by http to https.',
          'nginx',
          'server { listen 80; return 301 https://$host$request_uri; }',
        ),
        remedy(
          'If there is no https at all: send the true scheme, not X-Scheme https, and no public_url with https.',
        ),
      ],
    }),
  ]
}

function cors(seen: Observed): readonly TextFinding[] {
  const chrome = seen.all('cors')
  const firefox = seen.all('cors-firefox')
  const [first] = chrome
  if (!first && firefox.length === 0) return []
  const origin = first?.groups[3]
  return [
    found('cors-external-origin', 'certain', [...chrome.slice(0, 3), ...firefox.slice(0, 3)], {
      times: seen.count('cors') + firefox.length,
      ...(origin ? { title: `A page of ${origin} calls the hub` } : {}),
      remedies: [
        remedy('Best: serve the page as a service of the hub, under the same origin.'),
        remedy(
          'Otherwise allow that origin, and call with a token, not with cookies:',
          'jupyterhub_config.py',
          `headers = {"Access-Control-Allow-Origin": ${JSON.stringify(origin ?? 'https://other.example.org')}}`,
          'c.JupyterHub.tornado_settings.update({"headers": headers})',
        ),
      ],
    }),
  ]
}

function policy(seen: Observed): readonly TextFinding[] {
  const inline = seen.all('inline-refused').filter(({ line }) => !/\/user\/[^/]+\/files\//.test(line.text))
  const frames = seen.all('frame-refused')
  if (inline.length + frames.length === 0) return []
  return [
    ...(inline.length > 0
      ? [
          found('csp-frame', 'certain', inline.slice(0, 3), {
            times: seen.count('inline-refused'),
            title: 'A Content-Security-Policy forbids the inline scripts of the hub’s pages',
            explanation:
              'The hub’s pages use inline scripts. Its own policy allows them, so a second one, added by a proxy, forbids them: buttons do nothing and the page of a starting server stands still.',
            remedies: [onePolicy(seen.facts)],
          }),
        ]
      : []),
    ...(frames.length > 0
      ? [
          found('csp-frame', 'certain', frames.slice(0, 3), {
            times: seen.count('frame-refused'),
            title: 'The hub may not be shown in a frame of another page',
            remedies: [
              remedy(
                'If you want it in a frame, allow the outer site, in the hub and in its servers:',
                'jupyterhub_config.py',
                'csp = "frame-ancestors \'self\' https://outer.example.org"',
                'settings = {"headers": {"Content-Security-Policy": csp}}',
                'c.JupyterHub.tornado_settings.update(settings)',
                'c.Spawner.args.append(f"--ServerApp.tornado_settings={settings}")',
              ),
              remedy(
                'A login inside a frame of another site also needs cookies with SameSite=None; Secure. On shared domains keep the default.',
              ),
            ],
          }),
        ]
      : []),
  ]
}

/** The hub writes at once and every 8 seconds, so an answer that is silent until its end was held back. */
function bufferedStream(seen: Observed): readonly TextFinding[] {
  const all = seen.answers.filter(({ exchange, path = '', status }) => {
    if (!exchange || status !== 200 || !isProgress(path.split('?')[0] ?? '')) return false
    const { wait, receive } = exchange
    return wait !== undefined && wait > 4_000 && (receive ?? 0) < wait / 10
  })
  const [first] = all
  if (!first) return []
  return [
    found('sse-buffered', 'certain', all.slice(0, 2), {
      times: all.length,
      explanation: `The first byte of the progress came after ${Math.round((first.exchange?.wait ?? 0) / 1000)} s and everything else at once. The hub writes at once and every 8 seconds, so somebody on the way held it back.`,
      remedies: [
        passEvents(seen.facts),
        remedy(
          'ingress-nginx takes it as an annotation.',
          'Ingress',
          'nginx.ingress.kubernetes.io/proxy-buffering: "off"',
        ),
      ],
    }),
  ]
}

function htmlForJson(seen: Observed): readonly TextFinding[] {
  const all = seen
    .all('html-for-json')
    .filter(({ line }) => line.source === 'browser' || line.source === 'other')
  if (all.length === 0) return []
  return [
    found('edge-replaces-errors', 'possible', all.slice(0, 2), {
      title: 'A page came where data was asked for',
      remedies: [
        remedy('Open the request in the browser’s network view: who sent the page (Server header, title)?'),
      ],
    }),
    found('sso-portal', 'possible', all.slice(0, 1)),
  ]
}

/** The hub’s own admin page takes a refusal for the list that it asked for, and stays empty. */
function adminPage(seen: Observed): readonly TextFinding[] {
  const error = seen.first('list-no-list')
  const script = seen.first('admin-page-script')
  if (!error || !script) return []
  return [
    found('ref-blocked', 'possible', [error, script], {
      title: 'The admin page got a refusal instead of its list',
      explanation:
        'The page does not look at the status of the answer. On hubs before 4.0 it is mostly the Referer check that refused it; on later ones a missing scope, or a proxy in front.',
      remedies: [
        remedy('Look at the answer of /hub/api/users in the browser’s network view, and read it here.'),
      ],
    }),
  ]
}
