import { answerOf } from '../ask/read-answer.ts'
import type { Asked } from '../results.ts'
import { asked } from './healthy.ts'

/** What real hubs rendered for their proxy where a route led to nobody, by version. */
const pages = import.meta.glob<string>('./pages/*', { query: '?raw', import: 'default', eager: true })

export const recordedVersions = ['6.1.1', '5.5.4', '4.1.6', '3.1.1'] as const

/** configurable-http-proxy hands on the hub's page with its type, and no other header of the hub. */
export function handedOnByChp(version: (typeof recordedVersions)[number]): Asked {
  const page = pages[`./pages/hub-${version}-503.txt`]
  if (page === undefined) throw new Error(`no page of ${version}`)
  const response = new Response(null, { status: 503, headers: { 'Content-Type': 'text/html' } })
  return asked(answerOf(response, page))
}

/** What configurable-http-proxy says where it does not get the hub's page either; without a type, as it comes. */
export const byBareChp: Asked = asked(answerOf(new Response(null, { status: 503 }), 'Service Unavailable'))
