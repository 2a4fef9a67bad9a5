import { hubVersions } from '#mock-hub/scenario.ts'
import { contractOf } from './contract-of.ts'
import { startMock } from './mock-target.ts'

for (const release of hubVersions) {
  contractOf(`mock of ${release}`, release, () => startMock(release))
}
