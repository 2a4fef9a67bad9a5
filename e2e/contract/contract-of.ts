import { afterAll, beforeAll, describe } from 'vitest'
import { parseVersion } from '#hub/versions.ts'
import type { Hub } from './hub.ts'
import { tryAnswers } from './answers-suite.ts'
import { tryFields } from './fields-suite.ts'
import { tryLists } from './lists-suite.ts'
import { tryLoginForm } from './login-form-suite.ts'
import { tryOperations } from './operations-suite.ts'
import { tryScopes } from './scopes-suite.ts'
import { trySpawns } from './spawns-suite.ts'

/** The whole contract, tried on one hub. */
export function contractOf(title: string, release: string, start: () => Promise<Hub>): void {
  describe(title, () => {
    const version = parseVersion(release)
    if (!version) throw new Error(`${release} is no version`)
    let running: Hub | undefined
    const hub = () => {
      if (!running) throw new Error('the hub is not started')
      return running
    }
    beforeAll(async () => {
      running = await start()
    })
    afterAll(async () => {
      await running?.close()
    })
    tryOperations(version, hub)
    tryScopes(version, hub)
    tryLists(version, hub)
    tryFields(version, hub)
    trySpawns(version, hub)
    tryAnswers(version, hub)
    tryLoginForm(version, hub)
  })
}
