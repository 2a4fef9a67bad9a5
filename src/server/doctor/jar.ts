import { isBelow } from './same-site.ts'

interface Cookie {
  name: string
  value: string
  /** Where it goes: this host, and with `wide` those below it. */
  domain: string
  wide: boolean
  path: string
  secure: boolean
}

/** Cookies as a browser keeps them: by host and path, not when Secure on http, and gone when told so. */
export interface Jar {
  take(url: URL, response: Response): void
  /** The Cookie header for an address; undefined when there is none. */
  header(url: URL): string | undefined
}

export function createJar(): Jar {
  const cookies = new Map<string, Cookie>()
  return {
    take(url, response) {
      for (const text of response.headers.getSetCookie()) {
        const cookie = parse(text, url)
        const key = `${cookie.name}\n${cookie.domain}\n${cookie.path}`
        if (!isBelow(url.hostname, cookie.domain)) continue
        if (cookie.isGone) cookies.delete(key)
        // Browsers make an exception for localhost, and so must this.
        else if (!cookie.secure || isTrustworthy(url)) cookies.set(key, cookie)
      }
    },
    header(url) {
      const fitting = [...cookies.values()]
        .filter(({ domain, wide }) => (wide ? isBelow(url.hostname, domain) : url.hostname === domain))
        .filter(({ path, secure }) => isUnder(url.pathname, path) && (!secure || isTrustworthy(url)))
        .toSorted((a, b) => b.path.length - a.path.length)
      return fitting.length === 0
        ? undefined
        : fitting.map(({ name, value }) => `${name}=${value}`).join('; ')
    },
  }
}

/** Where browsers send fetch metadata and keep Secure cookies. */
export function isTrustworthy(url: URL): boolean {
  return url.protocol === 'https:' || /^(localhost|.*\.localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname)
}

function parse(text: string, url: URL): Cookie & { isGone: boolean } {
  const [pair = '', ...attributes] = text.split(';').map((part) => part.trim())
  const attribute = (name: string): string | undefined => {
    // Of attributes of one name browsers take the last.
    const found = attributes.findLast((each) => each.toLowerCase().startsWith(`${name}=`))
    return found?.slice(name.length + 1)
  }
  const equals = pair.indexOf('=')
  const path = attribute('path')
  const domain = attribute('domain')?.replace(/^\./, '').toLowerCase()
  const age = attribute('max-age')
  const expires = attribute('expires')
  const isGone =
    age === undefined ? expires !== undefined && Date.parse(expires) <= Date.now() : Number(age) <= 0
  return {
    name: pair.slice(0, Math.max(0, equals)),
    value: pair.slice(equals + 1),
    domain: domain || url.hostname,
    wide: Boolean(domain),
    path: path?.startsWith('/') ? path : url.pathname.replace(/\/[^/]*$/, '') || '/',
    secure: attributes.some((each) => /^secure$/i.test(each)),
    isGone,
  }
}

function isUnder(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)
}
