// In Hubscope's place: the contract is the hub's, and is tried before Hubscope is built.
import { createServer } from 'node:http'

const { hostname, port } = new URL(process.env.JUPYTERHUB_SERVICE_URL)
createServer((_, response) => response.end()).listen(Number(port), hostname)
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0))
