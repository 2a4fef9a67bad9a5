type Encoding = 'br' | 'gzip' | 'identity'

export interface Asset {
  /** The media type, with its charset. */
  type: string
  /** Changes with the content; without quotes. */
  tag: string
  /** The forms that are there beside the plain one, best first. */
  compressed: readonly Exclude<Encoding, 'identity'>[]
  read(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>>
}

export interface Assets {
  /** A file by its path in the folder of the page, such as `assets/index-1a2b.js`. Only listed files are found. */
  find(path: string): Asset | undefined
}

/** Answers GET and HEAD of a static file: compressed as the browser likes it, revalidated by ETag. */
export async function serveAsset(request: Request, path: string, asset: Asset): Promise<Response> {
  const encoding = negotiate(request.headers.get('Accept-Encoding') ?? '', asset)
  const etag = `"${asset.tag}${encoding === 'identity' ? '' : `-${encoding}`}"`
  const headers = new Headers({
    'Content-Type': asset.type,
    ETag: etag,
    Vary: 'Accept-Encoding',
    // The names under assets/ carry a hash of the content.
    'Cache-Control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (matches(request.headers.get('If-None-Match'), etag)) return new Response(null, { status: 304, headers })
  if (encoding !== 'identity') headers.set('Content-Encoding', encoding)
  const bytes = await asset.read(encoding)
  headers.set('Content-Length', String(bytes.length))
  return new Response(request.method === 'HEAD' ? null : bytes, { headers })
}

function negotiate(accepted: string, asset: Asset): Encoding {
  const names = new Set<string>()
  for (const item of accepted.split(',')) {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
    if (!parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) names.add(name)
  }
  return asset.compressed.find((encoding) => names.has(encoding)) ?? 'identity'
}

/** Weak comparison, as If-None-Match wants it: proxies that compress turn strong tags into weak ones. */
function matches(ifNoneMatch: string | null, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}
