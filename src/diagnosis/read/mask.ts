/** What stands in the place of a secret. */
export const masked = '[masked]'

/** How long a cookie is proves something when it is that long. */
const longCookie = 1_000

/** Any of these must be in a line before it is worth looking closer; most lines have none. */
const suspicious =
  /uthorization|ookie|xsrf|csrf|oken|ecret|assw|[?&](?:code|state|sig|key)=|eyJ|Mnwx|2\|[0-9a-f1]|[0-9a-f]{32}|:\/\/[^\s/@]+@|AKIA|gh[pousr]_|\s(?:-u|--user)[ =]|API_?KEY|CRYPT_KEY/i

type Replacement = readonly [pattern: RegExp, by: string | ((found: string, ...groups: string[]) => string)]

const names =
  '_xsrf|xsrf|token|access_token|api_token|refresh_token|id_token|auth_token|password|passwd|pwd|secret|client_secret|api_key|apikey|cookie_secret|session_state|code_verifier'

const replacements: readonly Replacement[] = [
  // Authorization: token abc · "Authorization": "Bearer abc" · -H 'authorization: abc'
  [
    /((?:proxy-)?authorization["']?\s*[:=]\s*["']?)(?![A-Za-z]*:? ?\[)([A-Za-z]+:? )?([^\s"',}][^"'\n,}]*)/gi,
    (_, start, scheme = '') => `${start}${scheme}${masked}`,
  ],
  // Set-Cookie first: its attributes are no secrets and worth reading.
  [/(set-cookie["']?\s*:\s*["']?)([^=;\s"]+)=([^;\n]*)/gi, (_, start, name) => `${start}${name}=${masked}`],
  [/((?<!set-)\bcookie["']?\s*:\s*["']?)([^"'\n]+)/gi, (_, start, list) => start + maskCookies(list)],
  [/((?:^|\s)(?:-b|--cookie)[ =]["']?)([^"'\n]+)/g, (_, start, list) => start + maskCookies(list)],
  [/((?:^|\s)(?:-u|--user|--proxy-user)[ =]["']?[^\s:"']+:)([^\s"']+)/g, `$1${masked}`],
  [
    /(\bx-(?:xsrf-?token|csrf-?token|csrftoken|api-key|auth-token|hubscope-csrf)["']?\s*[:=]\s*["']?)[^\s"',}]+/gi,
    `$1${masked}`,
  ],
  // Query and form fields.
  [new RegExp(String.raw`(^|[?&;\s"'{,(])(${names})=(?!\[)([^&\s"'<>;,)]+)`, 'gi'), `$1$2=${masked}`],
  // The hub's own lists are filtered by a `state` of these three words.
  [
    /([?&])(code|state|sig|key)=(?!\[|(?:active|inactive|ready)(?![\w-]))([^&\s"'<>;,)]+)/gi,
    `$1$2=${masked}`,
  ],
  // JSON and Python: "token": "abc", 'password': 'abc'
  [new RegExp(String.raw`(["'](?:${names})["']\s*:\s*)(["'])(?:(?!\2).)*\2`, 'gi'), `$1$2${masked}$2`],
  // JUPYTERHUB_API_TOKEN=abc, CONFIGPROXY_AUTH_TOKEN: abc, c.Service.api_token = "abc"
  [
    /(\b\w*(?:TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|CRYPT_KEY)\b["']?\s*[:=]\s*["']?)(?!\[)[^\s"',;}]+/g,
    `$1${masked}`,
  ],
  [/(\b(?:api_token|cookie_secret|auth_token|client_secret|password)\s*=\s*["'])[^"'\n]+/g, `$1${masked}`],
  [/(:\/\/[^\s/:@]*:)[^\s/@]+@/g, `$1${masked}@`],
  // What looks like a secret wherever it stands: JSON web tokens and states, signed cookies, hub tokens.
  [/\beyJ[\w-]{10,}(?:\.[\w-]+)*=*/g, masked],
  [/\bMnwx[\w-]{12,}=*/g, masked],
  [/\b2\|(?:1:0\|)?[\w:|=+/-]{16,}/g, masked],
  [/\b(?:gh[pousr]_\w{20,}|AKIA[0-9A-Z]{12,})/g, masked],
  [/(?<![\w-])[0-9a-f]{32,}(?![\w-])/gi, masked],
]

/** The value of a header whose name is known, whatever quotes are in it. */
export function maskHeader(name: string, value: string): string {
  if (/^cookie$/i.test(name)) return value.split(';').map(maskPair).join(';')
  if (/^set-cookie$/i.test(name)) {
    // A browser that got several writes them below each other.
    return value
      .split('\n')
      .map((line) => line.replace(/^[^;]*/, maskPair))
      .join('\n')
  }
  return maskSecrets(`${name}: ${value}`).slice(name.length + 2)
}

/** Without `=` the text is a value. */
function maskPair(pair: string): string {
  const equals = pair.indexOf('=')
  return equals < 0 && pair.trim() === '' ? pair : `${pair.slice(0, equals + 1)}${masked}`
}

function maskCookies(list: string): string {
  return list.replace(
    /([^=;\s]+)=(?!\[)([^;]*)/g,
    (_, name: string, value: string) =>
      `${name}=${value.length < longCookie ? masked : `[masked: ${value.length} characters]`}`,
  )
}

/**
 * Takes out of one line what would let its reader act as somebody else: tokens, cookies, XSRF values, OAuth codes and
 * states, passwords. Names of cookies and parameters stay, because they prove things.
 */
export function maskSecrets(line: string): string {
  if (!suspicious.test(line)) return line
  let text = line
  for (const [pattern, by] of replacements) text = text.replace(pattern, by as string)
  return text
}

const parameters = String.raw`code|state|ticket|_xsrf|[\w-]*(?:token|secret|password)`
const secretParameters = new RegExp(String.raw`([?&;](?:${parameters})=)[^&#\s]*`, 'gi')
/** The same within another parameter, as in `next=`, where `%25` in front says how often it was encoded. */
const encodedParameters = new RegExp(
  String.raw`(%((?:25)*)(?:3f|26|3b)(?:${parameters})%\2(?:3d))(?:(?!%\2(?:26|23))[^&#\s])*`,
  'gi',
)

/** An address or a header without the values of parameters that are secrets, whoever made them up. */
export function withoutParameters(value: string): string {
  return value.replaceAll(secretParameters, '$1[secret]').replaceAll(encodedParameters, '$1[secret]')
}
