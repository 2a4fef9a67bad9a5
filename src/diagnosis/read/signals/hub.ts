import { signal, type Signal } from './signal.ts'

/** Sentences of the hub and of what is built on its authentication. Source: JupyterHub 3.1.1 to 6.1.1. */
export const hubSignals = {
  // Identity
  'no-referer': signal('Blocking API request with no referer'),
  'no-host': signal('Blocking API request with no host'),
  'hub-cross-origin': signal(
    'Blocking Cross Origin API request.  Referer',
    /Referer: (\S*), ([\w-]+): ([^,]*), Host URL: (\S+)/,
  ),
  'form-not-from-page': signal([
    'Authorization form must be sent from authorization page',
    'Not allowing authorization form submitted from insecure page',
  ]),
  'content-type': signal('Not allowing POST with content-type', /content-type: (.+)$/),
  'not-authorizing': signal(
    'Not authorizing access to ',
    /access to (\S+?)\. Requires any of \[([^\]]*)\](?: on (\S+))?, not derived from scopes \[([^\]]*)\]/,
  ),
  'requires-any': signal('requires any of [', /requires any of \[([^\]]+)\]/),
  'missing-credentials': signal('Missing or invalid credentials.'),
  'filtered-404': signal('No access to resources or resources not found'),
  'xsrf-login': signal('XSRF error on login form', /\((?:Forbidden: )?(.*)\)/),
  'login-form-expired': signal('Login form invalid or expired'),
  'xsrf-missing': signal("'_xsrf' argument missing from", /missing from (\w+)/),
  'xsrf-mismatch': signal('XSRF cookie does not match', /match (\w+) argument/),
  'xsrf-invalid': signal("'_xsrf' argument invalid"),
  'xsrf-incorrect-cookie': signal('Not accepting incorrect xsrf token id in cookie', /cookie on (\S+)/),
  'cookie-auth-refused': signal('Not accepting cookie auth on', /auth on (\w+) (\S+?):? (.*)$/),
  'xsrf-skipped': signal('Skipping XSRF check for insecure request'),
  'logged-in': signal('User logged in: ', /User logged in: (\S+)/),
  'sent-to-login': signal('/hub/login?next=', /^302 GET \S+ -> \S*\/hub\/login\?next=\S* \(@/),
  'no-allow-config': signal('No allow config found'),
  'user-not-allowed': signal(' not allowed', /^User u?['"]?([^'"\s]+)['"]? not allowed\.?$/),
  'culler-refused': signal(['Culler', 'cull'], /(?:IdleCuller|cull).*\b403\b/i),
  'admins-only': signal('Only admins can ', /Only admins can (grant admin permissions|modify other admins)/),
  'admin-access-off': signal('admin access to user servers disabled'),
  'token-owner-refused': signal(
    'not found or no permissions to generate tokens',
    /(User|Service) (.+?) not found/,
  ),
  'token-scopes-refused': signal('Not assigning requested scopes', /scopes (.+?) not held by (.+?)\.?$/),
  'no-service-access': signal('You do not have permission to access', /permission to access ([^<"]+)/),
  'not-allowed-to-access': signal(
    'not allowed to access',
    /User (?:<User\()?(\S+?)(?: [\d/]+ running\)>)? not allowed to access (.+?)$/,
  ),
  'user-is-not-allowed': signal(' is not allowed.', /\b(user|service) (\S+) is not allowed\./),
  'not-allowing-user': signal('Not allowing ', /Not allowing (?:Hub )?(user|service) (\S+?)(?::|$)/),
  'oauth-state': signal(
    'oauth state ',
    /oauth state (?:argument )?.*!= cookie|oauth state does not match|oauth state missing/,
  ),
  'oauth-state-missing': signal('OAuth state', /OAuth state (?:is missing|missing from cookies|mismatch)/),
  'oauth-no-token': signal('OAuth callback made without a token'),
  'oauth-error': signal('Error in oauth: ', /Error in oauth: (.+)/),
  'redirect-uri': signal('Redirect uri ', /Redirect uri (\S+) != (\S+)/),
  'redirect-uri-mismatch': signal('Mismatching redirect URI'),
  'client-unknown': signal(
    ['Invalid client_id', 'No such oauth client'],
    /Invalid client_id parameter value|No such oauth client (\S+)/,
  ),
  'client-secret': signal('Client secret mismatch for', /mismatch for (\S+)/),
  'stale-token': signal(
    ['permission to check authorization', 'Permission failure checking', 'Failed to check authorization'],
    /I don.t have permission to check authorization with JupyterHub|Permission failure checking authorization, I may need a new token|Failed to check authorization: (?!\(upstream)(.+)/,
  ),
  'callback-nobody': signal('oauth callback failed to identify a user'),
  'oauth-configuration': signal('OAuth configuration error'),
  'upstream-problem': signal(
    ['upstream problem', 'Upstream failure'],
    /Failed to check authorization \(upstream problem\)|Upstream failure verifying auth token/,
  ),
  'auth-expired': signal(
    ['auth has expired', 'authentication has expired', 'Auth expired for'],
    /auth has expired for (\S+?), login again|(\S+?)'s authentication has expired|Auth expired for (\S+?); cannot spawn/,
  ),
  'groups-disabled': signal('Group management via API is disabled'),
  'deprecated-token-endpoint': signal('Deprecated endpoint /hub/api/authorizations/token is removed'),
  // The hub itself
  'running-version': signal('Running JupyterHub version', /Running JupyterHub version (\S+)/),
  truncated: signal('in request that does not expect pagination', /Truncated (\w+) list/),
  unresponsive: signal('Event loop was unresponsive for at least', /at least ([\d.]+)s/),
  'database-busy': signal(
    ['QueuePool limit', 'database is locked', 'Database connection error'],
    /QueuePool limit of size|database is locked|Database connection error, attempting to reconnect/,
  ),
  'service-unreachable': signal(
    'Cannot connect to ',
    /Cannot connect to (managed|external) service (\S+) at (\S+)/,
  ),
  'service-exited': signal('exited with status', /Service (\S+) exited with status (-?\d+)/),
  'missing-route': signal('Adding missing route for', /missing route for (\S+)/),
  'stale-route': signal('Deleting stale route', /stale route (\S+)/),
  'added-user-route': signal(' to proxy ', /Adding user (\S+) to proxy (\S+) => (\S+)/),
  'proxy-api-refused': signal('api_request to ', /api_request to (?:the )?proxy failed.*\b403\b/),
  'routes-403': signal(
    '/api/routes',
    /403[^\n]{0,40}Forbidden[^\n]*\/api\/routes|^403 (?:GET|POST|DELETE) \/api\/routes/,
  ),
  'http-403': signal('HTTP 403: Forbidden', /(?:HTTPClientError|HTTPError|CurlError): HTTP 403: Forbidden/),
  'proxy-code': signal('proxy.py', /jupyterhub\/proxy\.py/),
  'log-message-setter': signal(
    "'log_message'",
    /property 'log_message' of 'HTTPError' object has no setter|can't set attribute 'log_message'/,
  ),
  'poisoned-options': signal(
    ['_object_hook', '__jupyterhub_bytes__', 'Object of type bytes'],
    /_object_hook|__jupyterhub_bytes__|Object of type bytes is not JSON serializable/,
  ),
  uncaught: signal('Uncaught exception', /Uncaught exception (\w+) (\S+)/),
} as const satisfies Record<string, Signal>
