import { expect, it } from 'vitest'
import { layOut } from './layout.ts'
import { proxyArguments } from './proxy.ts'

it('binds everything to 127.0.0.1 and sends errors to the hub below the base url', async () => {
  const layout = await layOut({ port: 0, baseUrl: '/jupyter/', subdomain: undefined })
  const line = proxyArguments(layout).join(' ')
  expect(line).toContain(
    `--ip 127.0.0.1 --port ${layout.port} --api-ip 127.0.0.1 --api-port ${layout.proxyApiPort}`,
  )
  expect(line).toContain(`--error-target http://127.0.0.1:${layout.hubPort}/jupyter/hub/error`)
  expect(line).not.toContain('--host-routing')
  expect(layout.url).toBe(`http://127.0.0.1:${layout.port}/jupyter/`)
})

it('routes by host name in subdomain mode', async () => {
  const layout = await layOut({ port: 8123, baseUrl: '/', subdomain: 'localhost' })
  expect(proxyArguments(layout)).toContain('--host-routing')
  expect(layout.url).toBe('http://localhost:8123/')
})
