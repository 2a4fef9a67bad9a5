import { edges } from '../e2e/proxy/edges/all.ts'
import { findProgram } from '../e2e/proxy/find-program.ts'

/**
 * Gets the proxies ahead of the tests that put them in front of a hub. One that cannot be had is named and left out:
 * its tests are skipped.
 */
for (const edge of Object.values(edges)) {
  const program = await findProgram(edge, (text) => console.log(text))
  console.log(
    'missing' in program
      ? `without ${edge.name}: ${program.missing}`
      : `${edge.name} ${program.version}: ${program.path}`,
  )
}
