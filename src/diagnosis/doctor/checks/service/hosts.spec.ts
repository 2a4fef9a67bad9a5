import { expect, test } from 'vitest'
import { examine } from '../../examine.ts'
import type { Asked } from '../../results.ts'
import { byEdge, byHub, byService, healthy, silence } from '../../testing/healthy.ts'

const at = (...answers: Asked[]) => {
  const urls = ['https://hubscope--service.hub.test/api/health', 'https://services.hub.test/api/health']
  const hosts = urls.map((url, index) => ({ url, ...(answers[index] ?? silence) }))
  return examine(healthy({ service: 'elsewhere', hosts }))
}

test('of a hub with subdomains, one name that leads to the service is enough', () => {
  const { findings, well } = at(silence, byService(200))
  expect(findings).toEqual([])
  expect(well).toContain('Names below the hub’s lead to it')
})

test('where somebody else answers for them, or nobody, the lines name the hub’s own host', () => {
  for (const answers of [[byEdge(404), byEdge(404)], []]) {
    const [finding] = at(...answers).findings
    expect(finding).toMatchObject({ code: 'edge-paths-missing', severity: 'error' })
    expect(finding?.fixes[0]?.lines.map(({ text }) => text)).toContain('server_name hub.test .hub.test;')
  }
})

test('where the hub itself answers for them, Host does not arrive as it was sent', () => {
  expect(at(byHub(302), byHub(302)).findings[0]).toMatchObject({ code: 'ws-origin-blocked', about: 'Host' })
})
