import { randomBytes } from 'node:crypto'
import { freePorts } from './ports.ts'

/** Ports, addresses and secrets of one run. Everything listens on 127.0.0.1. */
export type Layout = {
  port: number
  proxyApiPort: number
  hubPort: number
  servicePort: number
  scriptedPort: number
  baseUrl: string
  subdomain: string | undefined
  /** The hub as a browser sees it, with base url. */
  url: string
  hubApiUrl: string
  proxyApiUrl: string
  adminToken: string
  proxyToken: string
}

function secret(): string {
  return randomBytes(16).toString('hex')
}

type Place = Pick<Layout, 'port' | 'hubPort' | 'subdomain'>

function addressesAt(
  baseUrl: string,
  { port, hubPort, subdomain }: Place,
): Pick<Layout, 'baseUrl' | 'url' | 'hubApiUrl'> {
  return {
    baseUrl,
    url: `http://${subdomain ?? '127.0.0.1'}:${port}${baseUrl}`,
    hubApiUrl: `http://127.0.0.1:${hubPort}${baseUrl}hub/api`,
  }
}

/** The same run below another base URL. */
export function atBase(layout: Layout, baseUrl: string): Layout {
  return { ...layout, ...addressesAt(baseUrl, layout) }
}

/** Chooses free ports; `port` 0 means any. */
export async function layOut(wish: {
  port: number
  baseUrl: string
  subdomain: string | undefined
}): Promise<Layout> {
  const [free = 0, proxyApiPort = 0, hubPort = 0, servicePort = 0, scriptedPort = 0] = await freePorts(5)
  const { subdomain } = wish
  const ports = { port: wish.port || free, proxyApiPort, hubPort, servicePort, scriptedPort }
  return {
    ...ports,
    ...addressesAt(wish.baseUrl, { ...ports, subdomain }),
    subdomain,
    proxyApiUrl: `http://127.0.0.1:${proxyApiPort}/api/routes`,
    adminToken: secret(),
    proxyToken: secret(),
  }
}
