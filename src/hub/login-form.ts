/**
 * For whom the hub takes a visitor without cookies: the hash of address and User-Agent to which it binds its login form,
 * from 4.1 on. It stands signed, not encrypted, in the form's `_xsrf`, `2|1:0|10:TIME|5:_xsrf|LENGTH:VALUE|SIGNATURE`.
 * Undefined for a page without such a form. Source: `_anonymous_xsrf_id` in _xsrf_utils.py of 4.1.6, 5.5.4 and 6.1.1.
 */
export function visitorIn(page: string): string | undefined {
  const input = /<input\b[^<>]*\bname=["']_xsrf["'][^<>]*>/i.exec(page)?.[0] ?? ''
  const token = /\bvalue=["']([^"']+)["']/i.exec(input)?.[1] ?? ''
  const value = /^2\|\d+:\d+\|\d+:\d+\|5:_xsrf\|\d+:([^|]+)\|/.exec(decoded(token))?.[1] ?? ''
  // After the colon stands the id of the user instead, when one is logged in: no SHA-256.
  return /:([\w-]{43}=)$/.exec(decoded(value))?.[1]
}

/** What is no Base64 holds nothing. */
function decoded(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return ''
  }
}
