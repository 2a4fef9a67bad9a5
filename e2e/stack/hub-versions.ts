/** The hubs that the stack can run, newest first: the last release of each major version. */
export const hubVersions = ['6.1.1', '5.5.4', '4.1.6', '3.1.1'] as const

export type HubVersion = (typeof hubVersions)[number]

export function isHubVersion(text: string): text is HubVersion {
  return (hubVersions as readonly string[]).includes(text)
}
