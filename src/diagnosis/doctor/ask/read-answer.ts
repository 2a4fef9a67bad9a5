import { refusalSchema } from '#hub/wire/hub.ts'
import { maskSecrets, withoutParameters } from '../../read/mask.ts'
import type { Answer } from '../results.ts'

/** Headers that tell who answered and what was done to the answer. */
const kept = [
  'access-control-allow-origin',
  'age',
  'allow',
  'cache-control',
  'cache-status',
  'cf-cache-status',
  'content-encoding',
  'content-security-policy',
  'content-type',
  'date',
  'location',
  'referrer-policy',
  'retry-after',
  'server',
  'strict-transport-security',
  'vary',
  'via',
  'www-authenticate',
  'x-cache',
  'x-cache-status',
  'x-envoy-upstream-service-time',
  'x-frame-options',
  'x-hubscope-answered-by',
  'x-hubscope-login-failure',
  'x-jupyterhub-version',
] as const

const longestHeader = 600
const longestText = 160
/** Characters that are looked through for secrets before a text is cut: none may be cut in two. */
const masked = 2_000
/** Characters of a page that are looked at for what it says of an error. */
const longestBlock = 4_000

/** Of an answer what may be kept; `text` is its body, or undefined when nobody read it. */
export function answerOf(response: Response, text: string | undefined): Answer {
  const headers: Record<string, string> = {}
  for (const name of kept) {
    const value = response.headers.get(name)
    if (value !== null)
      headers[name] = tidy(name === 'www-authenticate' ? (value.split(' ')[0] ?? '') : value)
  }
  const cookies = response.headers.getSetCookie?.() ?? []
  return {
    status: response.type === 'opaqueredirect' ? 0 : response.status,
    headers,
    ...bodyOf(text, headers['content-type'] ?? ''),
    // Browsers show none, which is not the same as that there are none.
    ...(isVisible(response) ? { cookies: cookies.map(cookieOf) } : {}),
  }
}

function isVisible(response: Response): boolean {
  // What a browser fetched has a type of its own; what was made from a connection is `default`.
  return response.type === 'default'
}

function bodyOf(text: string | undefined, type: string): Pick<Answer, 'body' | 'page' | 'says'> {
  if (text === undefined) return { body: 'unread' }
  if (text.trim() === '') return { body: 'empty' }
  // Without `<` in both places: a body of nothing but `<title` would take half a minute otherwise.
  const title = /<title[^<>]*>([^<]*)<\/title>/i.exec(text)?.[1]?.trim()
  if (/^\s*<(?:!doctype|html)/i.test(text) || title !== undefined) {
    return isOfHub(text, title)
      ? { body: 'html', page: 'hub', ...says(sentenceOf(text)) }
      : { body: 'html', ...says(title) }
  }
  try {
    const json: unknown = JSON.parse(text)
    const refusal = refusalSchema.safeParse(json)
    if (refusal.success && refusal.data.status !== undefined)
      return { body: 'hub', ...says(refusal.data.message ?? undefined) }
    const message = typeof json === 'object' && json && 'message' in json ? json.message : undefined
    return { body: 'json', ...says(typeof message === 'string' ? message : undefined) }
  } catch {
    return { body: 'text', ...says(/html/.test(type) ? undefined : text.trim()) }
  }
}

/** The hub’s own templates call every page JupyterHub; a site that calls them otherwise keeps the block of errors. */
function isOfHub(text: string, title: string | undefined): boolean {
  return title === 'JupyterHub' || /<div class="error">\s*<h1>\s*[45]\d\d : /.test(text)
}

/**
 * What a page of the hub says of an error: the paragraphs of `error.html`, else its heading, or the one line of the login
 * form. Undefined for any other page. Source: share/jupyterhub/templates, 3.1.1 to 6.1.1.
 */
function sentenceOf(text: string): string | undefined {
  const start = text.indexOf('<div class="error">')
  const block = start === -1 ? undefined : text.slice(start, start + longestBlock).split('</div>', 1)[0]
  if (block !== undefined) {
    const [heading = '', rest = ''] = block.split('</h1>', 2).map(textOf)
    return rest === '' ? heading : rest
  }
  const line = /<p class="login_error">([^<]+)/i.exec(text)?.[1]
  return line === undefined ? undefined : textOf(line)
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&#34;': '"',
  '&#39;': "'",
  '&amp;': '&',
}

/** Without tags, and with what templates write for five characters read back. */
function textOf(html: string): string {
  return html
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll(/&(?:lt|gt|amp|#34|#39);/g, (entity) => entities[entity] ?? entity)
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function says(text: string | undefined): { says?: string } {
  const start = (text ?? '').slice(0, masked).replaceAll(/\s+/g, ' ')
  const clean = tidy(maskSecrets(start)).slice(0, longestText)
  return clean === '' ? {} : { says: clean }
}

function tidy(value: string): string {
  return withoutParameters(value).slice(0, longestHeader)
}

function cookieOf(header: string): NonNullable<Answer['cookies']>[number] {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim())
  // Of attributes of one name browsers take the last.
  const attribute = (name: RegExp) =>
    attributes.findLast((each) => name.test(each))?.replace(/^[^=]*=\s*/, '')
  const domain = attribute(/^domain=/i)
  const equals = pair.indexOf('=')
  return {
    // Without `=` the text is a value, which must not be shown.
    name: pair.slice(0, Math.max(0, equals)),
    path: attribute(/^path=/i) ?? '/',
    secure: attributes.some((each) => /^secure$/i.test(each)),
    ...(domain && { domain: domain.replace(/^\./, '').toLowerCase() }),
  }
}
