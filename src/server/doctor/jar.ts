interface Cookie {
  name: string
  value: string
  path: string
  secure: boolean
}

/** Cookies of one host, as a browser keeps them: by path, not when Secure on http, and gone when told so. */
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
        const key = `${cookie.name}\n${cookie.path}`
        if (cookie.isGone) cookies.delete(key)
        // Browsers make an exception for localhost, and so must this.
        else if (!cookie.secure || isTrustworthy(url)) cookies.set(key, cookie)
      }
    },
    header(url) {
      const fitting = [...cookies.values()]
        .filter(({ path, secure }) => isBelow(url.pathname, path) && (!secure || isTrustworthy(url)))
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
    const found = attributes.find((each) => each.toLowerCase().startsWith(`${name}=`))
    return found?.slice(name.length + 1)
  }
  const equals = pair.indexOf('=')
  const path = attribute('path')
  const age = attribute('max-age')
  const expires = attribute('expires')
  const isGone =
    age === undefined ? expires !== undefined && Date.parse(expires) <= Date.now() : Number(age) <= 0
  return {
    name: pair.slice(0, Math.max(0, equals)),
    value: pair.slice(equals + 1),
    path: path?.startsWith('/') ? path : url.pathname.replace(/\/[^/]*$/, '') || '/',
    secure: attributes.some((each) => /^secure$/i.test(each)),
    isGone,
  }
}

function isBelow(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)
}
