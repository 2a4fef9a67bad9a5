import { exchange, type Answer, type Exchange } from './exchange.ts'

type Cookie = { name: string; value: string; path: string }

/** Where a redirect led in the end, and every address on the way. */
export type Arrival = Answer & { url: string; hops: string[] }

/** What a browser does of itself, without a page: keeps cookies, follows redirects, names its Origin. */
export type Visitor = {
  origin: string
  /** One request, redirects not followed. `path` begins with `/`. */
  send(path: string, options?: Exchange): Promise<Answer>
  /** GET, or what `options` say, and then GET wherever redirects lead; at most twenty times. */
  visit(path: string, options?: Exchange): Promise<Arrival>
  /** The value of a cookie that would go along with a request for this path. */
  cookie(name: string, path: string): string | undefined
  /** The `Cookie` header for this path. */
  cookiesFor(path: string): string
  /** Puts a cookie into the jar. */
  keep(cookie: Cookie): void
}

function parseCookie(line: string): Cookie | undefined {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
  const equals = pair.indexOf('=')
  if (equals < 1) return undefined
  const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice('path='.length)
  return { name: pair.slice(0, equals), value: pair.slice(equals + 1), path: path || '/' }
}

function isFor({ path }: Cookie, wanted: string): boolean {
  return wanted === path || wanted.startsWith(path.endsWith('/') ? path : `${path}/`)
}

/** A visitor of the site at `origin`, with an empty cookie jar. */
export function newVisitor(origin: string): Visitor {
  const jar = new Map<string, Cookie>()
  const fitting = (path: string) =>
    [...jar.values()]
      .filter((cookie) => isFor(cookie, path.split('?', 1)[0] ?? path))
      // The longest path first, as browsers send them.
      .sort((a, b) => b.path.length - a.path.length)
  const keep = (cookie: Cookie) => jar.set(`${cookie.path};${cookie.name}`, cookie)
  const cookiesFor = (path: string) =>
    fitting(path)
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')

  async function send(path: string, options: Exchange = {}): Promise<Answer> {
    const cookie = cookiesFor(path)
    const writes = options.method !== undefined && options.method !== 'GET'
    const answer = await exchange(origin + path, {
      ...options,
      headers: { ...(cookie && { cookie }), ...(writes && { origin }), ...options.headers },
    })
    for (const line of answer.headers['set-cookie'] ?? []) {
      const cookie = parseCookie(line)
      if (cookie) keep(cookie)
    }
    return answer
  }

  async function visit(path: string, options: Exchange = {}): Promise<Arrival> {
    let answer = await send(path, options)
    let url = new URL(path, origin)
    const hops = [url.href]
    while (answer.status >= 301 && answer.status <= 308 && answer.headers.location !== undefined) {
      url = new URL(answer.headers.location, url)
      hops.push(url.href)
      if (hops.length > 20) throw new Error(`Too many redirects: ${hops.slice(-4).join(' -> ')}`)
      if (url.origin !== origin) throw new Error(`A redirect leads off the site: ${hops.join(' -> ')}`)
      answer = await send(url.pathname + url.search)
    }
    return { ...answer, url: url.href, hops }
  }

  return {
    origin,
    send,
    visit,
    keep,
    cookiesFor,
    cookie: (name, path) => fitting(path).find((cookie) => cookie.name === name)?.value,
  }
}
