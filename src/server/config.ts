import * as z from 'zod/mini'

/** What the request handlers need to know; nothing in it is secret but `secret`. */
export interface ServiceConfig {
  name: string
  version: string
  /** Where the service is mounted, as the browser sees it; starts and ends with a slash. */
  prefix: string
  /** The hub's REST API as the service reaches it, without a slash at the end. */
  hubApiUrl: string
  /** The hub as the browser reaches it: a path such as `/jupyter/hub/`, or an absolute URL in subdomain mode. */
  hubUrl: string
  /** Raw scopes that the service may be delegated; null when the configuration does not tell. */
  delegable: string[] | null
  /** What all keys are derived from. */
  secret: string
  /** Milliseconds to wait for the hub. Starting and stopping a server get at least `slow`. */
  timeouts: { normal: number; slow: number }
}

/** What the OAuth login needs beside `ServiceConfig`. */
export interface LoginConfig {
  clientId: string
  clientSecret: string
  /** As registered at the hub: usually a path. */
  callbackUrl: string
}

export interface Configuration {
  service: ServiceConfig
  login: LoginConfig
  listen: { host: string; port: number }
}

/** A variable is missing or wrong. The message is one line and holds no values. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

const path = z.string().check(z.regex(/^\//, 'must be a path that starts with a slash'))
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' })
const present = z.string().check(z.minLength(1))
const scopeList = z.array(z.string())

const environmentSchema = z.object({
  JUPYTERHUB_SERVICE_NAME: present,
  JUPYTERHUB_SERVICE_PREFIX: path,
  JUPYTERHUB_SERVICE_URL: httpUrl,
  JUPYTERHUB_API_TOKEN: present,
  JUPYTERHUB_API_URL: httpUrl,
  JUPYTERHUB_BASE_URL: path,
  JUPYTERHUB_HOST: z.optional(z.union([z.literal(''), httpUrl])),
  JUPYTERHUB_CLIENT_ID: z.optional(z.string()),
  JUPYTERHUB_OAUTH_CALLBACK_URL: z.optional(z.string()),
  HUBSCOPE_COOKIE_SECRET: z.optional(
    z
      .string()
      .check(
        z.refine((text) => new TextEncoder().encode(text).length >= 32, 'must be at least 32 bytes long'),
      ),
  ),
  HUBSCOPE_ALLOWED_SCOPES: z.optional(
    z.string().check(z.refine((text) => scopesOf(text) !== undefined, 'must be a JSON array of scope names')),
  ),
  HUBSCOPE_HUB_TIMEOUT: z.optional(
    z.string().check(z.regex(/^[1-9]\d{0,3}$/, 'must be a whole number of seconds, 1 to 9999')),
  ),
})

/**
 * The configuration in the environment that the hub gives its services. Throws `ConfigurationError` naming every
 * variable that is missing or wrong. `JUPYTERHUB_OAUTH_CLIENT_ALLOWED_SCOPES` is not read: hubs always set it to `[]`.
 */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
  version: string,
): Configuration {
  const parsed = environmentSchema.safeParse(environment)
  if (!parsed.success) throw new ConfigurationError(problemsOf(parsed.error.issues, environment))
  const env = parsed.data
  const base = withSlashes(env.JUPYTERHUB_BASE_URL)
  const prefix = withSlashes(env.JUPYTERHUB_SERVICE_PREFIX)
  const url = new URL(env.JUPYTERHUB_SERVICE_URL)
  const normal = Number(env.HUBSCOPE_HUB_TIMEOUT ?? 30) * 1000
  return {
    service: {
      name: env.JUPYTERHUB_SERVICE_NAME,
      version,
      prefix,
      hubApiUrl: env.JUPYTERHUB_API_URL.replace(/\/+$/, ''),
      hubUrl: `${(env.JUPYTERHUB_HOST ?? '').replace(/\/+$/, '')}${base}hub/`,
      delegable: env.HUBSCOPE_ALLOWED_SCOPES ? (scopesOf(env.HUBSCOPE_ALLOWED_SCOPES) ?? null) : null,
      secret: env.HUBSCOPE_COOKIE_SECRET ?? env.JUPYTERHUB_API_TOKEN,
      timeouts: { normal, slow: Math.max(60_000, normal) },
    },
    login: {
      clientId: env.JUPYTERHUB_CLIENT_ID || `service-${env.JUPYTERHUB_SERVICE_NAME}`,
      clientSecret: env.JUPYTERHUB_API_TOKEN,
      callbackUrl: env.JUPYTERHUB_OAUTH_CALLBACK_URL || `${prefix}oauth_callback`,
    },
    listen: {
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    },
  }
}

function withSlashes(text: string): string {
  return text.endsWith('/') ? text : `${text}/`
}

function scopesOf(text: string): string[] | undefined {
  try {
    const parsed = scopeList.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

function problemsOf(
  issues: readonly { path: PropertyKey[]; message: string }[],
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const missing = new Set<string>()
  const wrong = new Map<string, string>()
  for (const { path, message } of issues) {
    const name = String(path[0])
    if (!environment[name]) missing.add(name)
    else if (!wrong.has(name)) wrong.set(name, `${name} ${message}`)
  }
  const problems = [...wrong.values()]
  if (missing.size > 0) {
    const names = [...missing].join(', ')
    problems.unshift(
      `${names} ${missing.size > 1 ? 'are' : 'is'} missing; the hub sets this for its services`,
    )
  }
  return problems.join('; ')
}
