import { edges } from '../e2e/proxy/edges/all.ts'
import { findProgram } from '../e2e/proxy/find-program.ts'
import { newerNode } from '../e2e/stack/newer-node.ts'

/**
 * Gets the proxies ahead of the tests that put them in front of a hub. One that cannot be had is named and left out:
 * its tests are skipped.
 */
const say = (text: string) => console.log(text)
for (const edge of Object.values(edges)) {
  const program = await findProgram(edge, say)
  say(
    'missing' in program
      ? `without ${edge.name}: ${program.missing}`
      : `${edge.name} ${program.version}: ${program.path}`,
  )
}
// And the Node with which a service asks an HTTP proxy.
say(`Node: ${await newerNode(say)}`)
