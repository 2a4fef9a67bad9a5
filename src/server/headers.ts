const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const always: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  // Hubs below 4 refuse links to their pages that come without a Referer, so `no-referrer` would break them.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

/** For bodies that come from elsewhere: nothing in them may run, should somebody open them as a page. */
export const foreignPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** Sets the security headers of every response; a stricter Content-Security-Policy that is already there stays. */
export function secure(headers: Headers): void {
  for (const [name, value] of Object.entries(always)) headers.set(name, value)
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', policy)
}
