/** A hub's version, as far as decisions need it: `6.1.1`, `6.0.0b2`, `5.5.4.dev`. */
export interface HubVersion {
  major: number
  minor: number
  patch: number
  text: string
}

/** Undefined when the text does not start with a number. Missing parts count as 0. */
export function parseVersion(text: string): HubVersion | undefined {
  const match = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(text.trim())
  if (!match) return undefined
  return {
    major: Number(match[1]),
    minor: Number(match[2] ?? 0),
    patch: Number(match[3] ?? 0),
    text: text.trim(),
  }
}

/** Negative, zero or positive, as for `Array.sort`. Suffixes such as `b2` are not looked at. */
export function compareVersions(a: HubVersion, b: HubVersion): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch
}

export type Since = '2.0' | '3.0' | '4.0' | '4.1' | '5.0' | '5.1' | '5.3' | '6.0'

/** True when the hub is at least this version. */
export function isSince(version: HubVersion, since: Since): boolean {
  const floor = parseVersion(since)
  return floor !== undefined && compareVersions(version, floor) >= 0
}

/**
 * True when the hub answers who is not logged in, or whose login it dropped, with the sentence about missing scopes: up to
 * 4.0.1. Later ones speak of credentials. Source: `needs_scope` in jupyterhub/scopes.py.
 */
export function saysScopesToStrangers(version: HubVersion): boolean {
  return compareVersions(version, { major: 4, minor: 0, patch: 2, text: '' }) < 0
}
