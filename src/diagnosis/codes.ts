/**
 * Names of findings, stable: links, tests and the documentation of the findings use them.
 */
export type FindingCode =
  // What a token may do.
  | 'scope-denied'
  | 'scope-filtered-404'
  | 'creds-missing'
  | 'admin-powers-surprise'
  // What the hub cannot do just now, or not in this version.
  | 'spawn-throttled-429'
  | 'pending-400'
  | 'spawn-failed'
  | 'list-poisoned'
  | 'not-in-this-version'
  | 'not-found'
  // Who did not answer, or answered in the hub's place.
  | 'target-down-503'
  | 'edge-upstream-down'
  | 'edge-limits'
  | 'edge-rate-limit'
  | 'edge-auth'
  | 'sso-portal'
  | 'edge-answered'
  | 'service-refused'
  | 'service-unreachable'
  | 'hub-unreachable'
  | 'no-answer-in-time'
  | 'answer-cut-off'
  | 'unexpected-answer'
  // Nothing above: the answerer's own words.
  | 'unexplained'
