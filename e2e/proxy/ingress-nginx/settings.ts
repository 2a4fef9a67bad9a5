import type { Cluster, Ingress } from './objects.ts'

const prefix = 'nginx.ingress.kubernetes.io/'

/** What NewDefault in internal/ingress/controller/config/config.go says, of the keys that the stand-in knows. */
const globalDefaults = {
  'add-headers': '',
  'allow-snippet-annotations': 'false',
  'annotations-risk-level': 'High',
  'custom-http-errors': '',
  'global-allowed-response-headers': '',
  'hide-headers': '',
  'http-snippet': '',
  'large-client-header-buffers': '4 8k',
  'limit-req-status-code': '503',
  'location-snippet': '',
  'proxy-set-headers': '',
  'use-forwarded-headers': 'false',
}

/** Those that an Ingress has when it says nothing. */
const ownDefaults = {
  'auth-realm': '',
  'auth-secret': '',
  'auth-type': '',
  'configuration-snippet': '',
  'connection-proxy-header': '',
  'custom-headers': '',
  'custom-http-errors': '',
  'limit-burst-multiplier': '5',
  'limit-connections': '0',
  'limit-rpm': '0',
  'limit-rps': '0',
  'permanent-redirect': '',
  'proxy-body-size': '1m',
  'proxy-buffering': 'off',
  'proxy-cookie-domain': 'off',
  'proxy-cookie-path': 'off',
  'proxy-read-timeout': '60',
  'proxy-request-buffering': 'on',
  'proxy-send-timeout': '60',
  'rewrite-target': '',
  'temporal-redirect': '',
  'upstream-vhost': '',
  'whitelist-source-range': '',
}

/** With values in their place. A key that is not known is no key: the stand-in says so rather than to pass it over. */
function filled<Key extends string>(
  defaults: Record<Key, string>,
  given: Readonly<Record<string, string>>,
): Record<Key, string> {
  for (const key of Object.keys(given)) {
    if (!(key in defaults)) throw new Error(`The stand-in for ingress-nginx does not know “${key}”`)
  }
  return { ...defaults, ...given }
}

export type GlobalSettings = Record<keyof typeof globalDefaults, string>
export type OwnSettings = Record<keyof typeof ownDefaults, string>

/** The controller's ConfigMap. */
export function globalSettings({ configMaps }: Cluster): GlobalSettings {
  return filled(globalDefaults, configMaps.get('ingress-nginx/ingress-nginx-controller') ?? {})
}

/**
 * The annotations of an Ingress. @throws Error for a snippet where snippets are not allowed, which is the default; for a
 * header that `global-allowed-response-headers` lacks, with which the controller answers 503
 */
export function ownSettings({ metadata }: Ingress, global: GlobalSettings): OwnSettings {
  const given = Object.entries(metadata.annotations).flatMap(([key, value]) =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), value] as const] : [],
  )
  const settings = filled(ownDefaults, Object.fromEntries(given))
  const allowsSnippets =
    global['allow-snippet-annotations'] === 'true' && global['annotations-risk-level'] === 'Critical'
  if (settings['configuration-snippet'] !== '' && !allowsSnippets) {
    throw new Error('The controller does not allow snippets in annotations')
  }
  return settings
}

/** The data of a ConfigMap that a setting names; none without a name. @throws Error when it is not there */
export function named({ configMaps }: Cluster, name: string): [string, string][] {
  if (name === '') return []
  const data = configMaps.get(name)
  if (!data) throw new Error(`There is no ConfigMap ${name}`)
  return Object.entries(data)
}

export function list(value: string): string[] {
  return value
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}
