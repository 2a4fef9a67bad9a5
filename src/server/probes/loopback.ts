import { lookup as lookupAnywhere } from 'node:dns'
import type { LookupFunction } from 'node:net'

/** Browsers take every name under `localhost` for this machine; systems resolve `localhost` alone. Source: RFC 6761, 6.3. */
export function isLoopbackName(host: string): boolean {
  return /(^|\.)localhost$/i.test(host)
}

/** For connections that shall lead where a browser's would. */
export const lookup: LookupFunction = (host, options, callback) =>
  lookupAnywhere(isLoopbackName(host) ? 'localhost' : host, options, callback)
