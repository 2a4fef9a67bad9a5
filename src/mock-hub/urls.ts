/** One path segment as the hub writes it: like `encodeURIComponent`, but `@` stays and `!'()*` do not. */
function escapeSegment(value: string): string {
  return encodeURIComponent(value)
    .replaceAll('%40', '@')
    .replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** `/user/alice/` or `/user/alice/gpu/`, below `baseUrl`. */
export function serverPath(baseUrl: string, user: string, server: string): string {
  const own = `${baseUrl}user/${escapeSegment(user)}/`
  return server === '' ? own : `${own}${escapeSegment(server)}/`
}

export function progressPath(baseUrl: string, user: string, server: string): string {
  const own = `${baseUrl}hub/api/users/${escapeSegment(user)}`
  return server === '' ? `${own}/server/progress` : `${own}/servers/${escapeSegment(server)}/progress`
}
