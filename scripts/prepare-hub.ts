import { hubVersions } from '#stack/hub-versions.ts'
import { ensureVenv } from '#stack/venv.ts'

/** Makes the Python environment of one hub ahead of the tests that need it: `tsx scripts/prepare-hub.ts 6.1.1`. */
const version = hubVersions.find((known) => known === process.argv[2])
if (version === undefined) {
  console.error(`Name a hub: ${hubVersions.join(', ')}`)
  process.exit(2)
}
try {
  await ensureVenv(version, { progress: (text) => console.log(text) })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
