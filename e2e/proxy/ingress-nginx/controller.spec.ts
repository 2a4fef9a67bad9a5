import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '#stack/paths.ts'
import { forSite } from '../site.ts'
import { nginxConfiguration } from './controller.ts'

const site = { port: 18_443, plainPort: 18_080, upstreamPort: 18_000, certificates: '/certificates' }
const [ingress = '', controller = ''] = ['ingress.yaml', 'controller.yaml'].map((file) =>
  forSite(readFileSync(join(root, 'deploy', 'proxies', 'ingress-nginx', file), 'utf8'), site),
)

/** What is written for the objects of deploy/ with one annotation and some settings more. */
function written(annotation: string, ...settings: readonly string[]): string {
  const annotated = ingress.replace(
    '  annotations:\n',
    `  annotations:\n    nginx.ingress.kubernetes.io/${annotation}\n`,
  )
  const configured = controller.replace(
    '\ndata:\n',
    `\ndata:\n${settings.map((each) => `  ${each}\n`).join('')}`,
  )
  return nginxConfiguration([annotated, configured], site)
}

describe('the stand-in for ingress-nginx', () => {
  test('leads every path of the host to the Service of the hub’s proxy', () => {
    const text = nginxConfiguration([ingress, controller], site)
    expect(text).toContain('location "/" {')
    expect(text).toContain('proxy_pass http://127.0.0.1:18000;')
    expect(text).toContain('large_client_header_buffers 4 16k;')
  })

  test('refuses a key that it does not know, rather than to pass it over', () => {
    expect(() => written("proxy-bufering: 'on'")).toThrow(/does not know “proxy-bufering”/)
    expect(() => written("proxy-buffering: 'on'", 'large-headers: 1k')).toThrow(
      /does not know “large-headers”/,
    )
  })

  test('takes no snippet in an annotation unless the operator allows it', () => {
    const snippet = 'configuration-snippet: proxy_cache off;'
    expect(() => written(snippet)).toThrow(/does not allow snippets/)
    const allowed = ["allow-snippet-annotations: 'true'", 'annotations-risk-level: Critical']
    expect(written(snippet, ...allowed)).toContain('proxy_cache off;')
  })

  test('takes no header of an answer that is not allowed for all', () => {
    const custom = 'custom-headers: ingress-nginx/extra'
    const extra =
      '---\nkind: ConfigMap\nmetadata: { name: extra, namespace: ingress-nginx }\ndata: { X-One: a }\n'
    const files = (settings: string) => [
      ingress.replace('  annotations:\n', `  annotations:\n    nginx.ingress.kubernetes.io/${custom}\n`),
      controller.replace('\ndata:\n', `\ndata:\n${settings}`) + extra,
    ]
    expect(() => nginxConfiguration(files(''), site)).toThrow(/global-allowed-response-headers/)
    expect(nginxConfiguration(files('  global-allowed-response-headers: X-Two, X-One\n'), site)).toContain(
      'add_header X-One "a" always;',
    )
  })
})
