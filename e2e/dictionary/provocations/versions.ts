import { compareVersions, isSince, parseVersion, type HubVersion } from '#hub/versions.ts'

/** From 4.0.2 on the hub has words for a missing identity. */
export function namesIdentity(version: HubVersion): boolean {
  const floor = parseVersion('4.0.2')
  return floor !== undefined && compareVersions(version, floor) >= 0
}

export const speaksOfScopes = (version: HubVersion) => !namesIdentity(version)

export const from5 = (version: HubVersion) => isSince(version, '5.0')
export const from6 = (version: HubVersion) => isSince(version, '6.0')
export const before5 = (version: HubVersion) => !from5(version)
export const only5 = (version: HubVersion) => from5(version) && !from6(version)
export const before6 = (version: HubVersion) => !from6(version)
