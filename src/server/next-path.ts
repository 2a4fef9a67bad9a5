import { servicePaths } from './contract.ts'

const anywhere = 'http://service.invalid'
const notPages = [servicePaths.callback, 'api/', servicePaths.relay]

/**
 * Where to go after a login: an absolute path inside the prefix, with query and hash. `next` may be relative to the
 * prefix or absolute; whatever leads elsewhere, or to something that is no page, becomes the prefix itself.
 */
export function nextPath(next: string | null | undefined, prefix: string): string {
  if (!next) return prefix
  const url = parse(next, `${anywhere}${prefix}`)
  if (!url || url.origin !== anywhere || url.username !== '' || !url.pathname.startsWith(prefix))
    return prefix
  // `/.//host` is a path to the parser, but as a Location it would be another host.
  if (url.pathname.startsWith('//')) return prefix
  const inside = url.pathname.slice(prefix.length)
  if (notPages.some((start) => inside.startsWith(start))) return prefix
  return `${url.pathname}${url.search}${url.hash}`
}

function parse(text: string, base: string): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}
