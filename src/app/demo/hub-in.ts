import { createMockHub, type MockHub, type MockHubOptions } from '#mock-hub/hub.ts'
import { defaultScenario } from '#mock-hub/scenario.ts'
import { delegableScopes } from '#mock-hub/seeds/roles.ts'
import { hurts, type Situation } from './situations/situation.ts'

/** A mock hub in which goes wrong what the situation says; `options.memory` may come from one where all was well. */
export function hubIn(situation: Situation | undefined, options: MockHubOptions): MockHub {
  const { version = defaultScenario.version } = options
  const { faults = [], limits } = (situation && hurts(situation, version) && situation.hub) || {}
  const hub = createMockHub({ ...options, faults: [...faults] })
  // Only now: what runs from the start shall run in spite of them.
  Object.assign(hub.limits, limits)
  // Also back again: the tab's hub outlives what is broken.
  const scheme = situation?.tls ? 'https:' : 'http:'
  for (const route of hub.db.routes.values()) {
    if (route.data.user !== undefined) route.target = route.target.replace(/^https?:/, scheme)
  }
  for (const { servers } of hub.db.users.values()) {
    for (const server of servers.values()) server.target = server.target?.replace(/^https?:/, scheme) ?? null
  }
  const service = hub.db.services.get('hubscope')
  if (service) {
    service.oauthClientAllowedScopes = delegableScopes.filter(
      (scope) => !situation?.undelegated?.includes(scope),
    )
  }
  return hub
}

/** The token of a login through Hubscope; undefined when the hub denies the person the service. */
export function logIn(hub: MockHub, persona: string, situation: Situation | undefined): string | undefined {
  const value = hub.signIn(persona, 'hubscope')
  const token = [...hub.db.tokens.values()].find((each) => each.value === value)
  if (token && situation?.loginLife !== undefined) {
    token.expiresAt = hub.clock.now() + situation.loginLife
  }
  return value
}
