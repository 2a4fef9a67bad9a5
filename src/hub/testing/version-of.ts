import { type HubVersion, parseVersion } from '../versions.ts'

/** A version that tests know to be one. */
export function versionOf(text: string): HubVersion {
  const version = parseVersion(text)
  if (!version) throw new Error(`${text} is no version`)
  return version
}
