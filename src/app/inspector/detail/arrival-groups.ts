import type { Echo } from '#server/contract.ts'

export interface ArrivalGroup {
  title: string
  /** Undefined: it did not arrive, which is worth knowing of these. */
  headers: readonly (readonly [name: string, value: string | undefined])[]
}

/** What the hub's and Hubscope's checks look at; their absence explains refusals. */
const checked = ['host', 'origin', 'referer']
const forwarding =
  /^(x-forwarded-|forwarded$|via$|x-real-ip$|x-scheme$|x-url-scheme$|x-original-|x-client-ip$|x-cluster-|x-envoy-|front-end-https$)/

/** The headers of an arrived request by what they are for, as a reader looks for them. */
export function groupsOf(headers: Echo['headers']): readonly ArrivalGroup[] {
  const entries = Object.entries(headers).toSorted(([a], [b]) => a.localeCompare(b))
  const only = (test: (name: string) => boolean) => entries.filter(([name]) => test(name))
  const isFetch = (name: string) => name.startsWith('sec-fetch-')
  const groups: readonly ArrivalGroup[] = [
    {
      title: 'Where it said it came from and went to',
      headers: checked.map((name) => [name, headers[name]]),
    },
    { title: 'What proxies added', headers: only((name) => forwarding.test(name)) },
    { title: 'What the browser says of its request', headers: only(isFetch) },
    {
      title: 'Everything else that may be shown',
      headers: only((name) => !checked.includes(name) && !forwarding.test(name) && !isFetch(name)),
    },
  ]
  return groups.filter((group) => group.headers.length > 0)
}
