import { expect, test } from 'vitest'
import type { ProbeResults, RouteTarget } from '../results.ts'
import { asked } from '../testing/healthy.ts'
import type { ProbeContext } from './context.ts'
import { askProxied } from './proxied.ts'

const target = (spec: string, change: Partial<RouteTarget> = {}): RouteTarget => ({
  spec,
  target: 'https://10.0.0.9:8888',
  owner: 'server',
  name: 'ada',
  own: asked({ status: 200 }),
  ...change,
})

/** The addresses that are asked for these targets, by whom and of which hub. */
async function askedAt(kind: ProbeResults['asker'], hubUrl: string, targets: RouteTarget[]) {
  const urls: string[] = []
  const origin = 'https://hub.test:8443'
  const context: ProbeContext = {
    kind,
    page: { origin, prefix: '/services/hubscope/', hubUrl, trustworthy: true },
    signal: new AbortController().signal,
    now: () => 0,
    send: async (url, { bare, headers }) => {
      expect(bare).toBe(true)
      expect(headers).toMatchObject({ 'If-None-Match': '*' })
      urls.push(url)
      return new Response(null, { status: 503 })
    },
  }
  const found = await askProxied(context, targets)
  expect(found.map(({ spec }) => spec)).toEqual(targets.map(({ spec }) => spec))
  expect(found.filter(({ proxied }) => proxied?.answer?.status === 503)).toHaveLength(urls.length)
  return urls
}

test('servers and services that speak https are asked by the public address, and no others', async () => {
  const targets = [
    target('/jupyter/user/ada/gpu%20a/'),
    target('/jupyter/services/grader/', { owner: 'service' }),
    target('/jupyter/user/bob/', { target: 'http://10.0.0.8:8888' }),
  ]
  expect(await askedAt('browser', 'https://hub.test:8443/jupyter/hub/', targets)).toEqual([
    'https://hub.test:8443/jupyter/user/ada/gpu%20a/api',
    'https://hub.test:8443/jupyter/services/grader/',
  ])
})

test('where servers have names of their own, a browser leaves them out', async () => {
  const targets = [target('ada.hub.test/user/ada/')]
  expect(await askedAt('browser', 'https://hub.test:8443/hub/', targets)).toEqual([])
  expect(await askedAt('command-line', 'https://hub.test:8443/hub/', targets)).toEqual([
    'https://ada.hub.test:8443/user/ada/api',
  ])
})

test('in the demo the hub stands below the page', async () => {
  const hubUrl = 'https://hub.test:8443/demo/site/hub/'
  expect(await askedAt('browser', hubUrl, [target('/user/ada/')])).toEqual([
    'https://hub.test:8443/demo/site/user/ada/api',
  ])
})
