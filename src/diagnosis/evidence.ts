import type { Answerer, HubError } from '#hub/errors.ts'
import type { OperationId } from '#hub/operations.ts'
import type { Target } from '#hub/scopes/decide.ts'
import type { HubVersion } from '#hub/versions.ts'

/** What is known about a request that went wrong. `undefined` means not known, never empty. */
export interface Evidence {
  request: RequestEvidence
  credential: CredentialEvidence | undefined
  hubVersion: HubVersion | undefined
  service: ServiceEvidence
}

export interface RequestEvidence {
  /** Undefined for the service's own endpoints. */
  operation: OperationId | undefined
  target: Target
  error: HubError
  /** Undefined: no answer reached the page. 0: a redirect that the browser does not show. */
  status: number | undefined
  answeredBy: Answerer | undefined
  /** True when Hubscope's service has handed the answer on; false when it never passed through it. */
  throughService: boolean
}

/** The visitor's token, by what `GET /user` says of it. */
export interface CredentialEvidence {
  name: string
  admin: boolean | undefined
  groups?: readonly string[] | undefined
  /** Expanded, as the hub lists them. */
  scopes: readonly string[]
  /** What the user's own roles hold, expanded, when the hub was asked with the user's own login. */
  roleScopes?: readonly string[] | undefined
}

export interface ServiceEvidence {
  /** As in the hub's configuration. */
  name: string
  /** Raw scopes that the service may be delegated; undefined when its configuration does not tell. */
  allowedScopes: readonly string[] | undefined
}
