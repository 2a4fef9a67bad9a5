import type { FindingCode } from '../codes.ts'
import { operationOf } from '#hub/operations.ts'
import type { Evidence } from '../evidence.ts'
import type { Certainty, Finding } from '../finding.ts'

interface Reading {
  code: FindingCode
  certainty: Certainty
  title: string
  explanation: string
  fix: string
}

/**
 * Something else answered in the hub's place. What it was, the status hints at; where it stands, whether the answer
 * passed through Hubscope's service tells.
 */
export function edge({ request }: Evidence): Finding | undefined {
  const { error, answeredBy, status, throughService } = request
  if (error.tag !== 'refused' || answeredBy !== 'proxy') return undefined
  const where = throughService ? 'between Hubscope’s service and the hub' : 'between this page and Hubscope'
  const { fix, ...reading } = refused(request, where) ?? read(status, where, throughService)
  return { ...reading, fixes: [{ text: fix, lines: [] }] }
}

/** A refusal by a rule: of the method where the request would change something, and else of the API's paths. */
function refused({ operation, status }: Evidence['request'], where: string): Reading | undefined {
  if (operation === undefined || (status !== 403 && status !== 405)) return undefined
  const { method } = operationOf(operation)
  if (method === 'GET') {
    return status === 405
      ? undefined
      : {
          code: 'edge-blocks-api',
          certainty: 'likely',
          title: 'Something in front refuses the hub’s API',
          explanation: `The 403 lacks the hub’s version header and form: an access rule or a firewall ${where} refuses this path. It looks like a missing scope only by its number.`,
          fix: 'Allow the hub’s API, and what is below Hubscope’s own path, for everybody who may open the hub’s pages.',
        }
  }
  return {
    code: 'edge-blocks-method',
    // One refusal cannot tell a rule for methods from one for this path; forms are mostly let through.
    certainty: method === 'POST' && status === 403 ? 'possible' : 'likely',
    title: `Something in front refuses ${method}`,
    explanation: `The ${status} lacks the hub’s version header and form: it comes from a proxy or a firewall ${where}. Where reading works and changing does not, its rule is about the method.`,
    fix: 'Let GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS through for everything under the hub. The connection doctor tries each, and has the lines for the proxy.',
  }
}

function read(status: number | undefined, where: string, throughService: boolean): Reading {
  switch (status) {
    case 0:
      return {
        code: 'sso-portal',
        certainty: 'likely',
        title: 'A redirect came instead of data',
        explanation: `Something ${where} redirects requests, as a login portal does when its own session has ended.`,
        fix: 'Reload the page to renew the portal’s session; the operator may exempt Hubscope’s paths from it.',
      }
    case 401:
      return {
        code: 'edge-auth',
        certainty: 'likely',
        title: 'Something in front asks for its own login',
        explanation: `The 401 does not come from the hub, but from something ${where} with a login of its own.`,
        fix: 'Reload the page to log in there; the operator may exempt Hubscope’s paths from it.',
      }
    case 413:
      return {
        code: 'edge-limits',
        certainty: 'certain',
        title: 'The request was too large for a proxy',
        explanation: `Something ${where} limits the size of requests.`,
        fix: 'Raise its limit (nginx: client_max_body_size).',
      }
    case 429:
      return {
        code: 'edge-rate-limit',
        certainty: 'likely',
        title: 'A proxy limits how often it is asked',
        explanation: `The 429 lacks the hub’s words: something ${where} counts requests.`,
        fix: 'Raise its limit, or exempt the hub’s API and Hubscope from it.',
      }
    case 503:
      return throughService
        ? {
            code: 'target-down-503',
            certainty: 'likely',
            title: 'The proxy could not reach the hub',
            explanation: `Something ${where} answered 503: what it should pass requests on to is down or starting.`,
            fix: 'Wait for the hub to start; if it lasts, look at its log.',
          }
        : {
            code: 'target-down-503',
            certainty: 'likely',
            title: 'The proxy could not reach Hubscope’s service',
            explanation:
              'The proxy in front of the hub has the route, and nobody listens at its end: the service has stopped, or the hub is starting it again. The hub looks every 30 seconds.',
            fix: 'Wait half a minute. If it lasts, look at the hub’s log for the service’s last words.',
          }
    case 502:
    case 504:
      return {
        code: 'edge-upstream-down',
        certainty: 'likely',
        title: 'A proxy got no answer from what stands behind it',
        explanation: `Something ${where} answered ${status}: its target does not answer, or not in the time it allows.`,
        fix: 'Look at that proxy’s target address and time limits.',
      }
    default:
      return {
        code: 'edge-answered',
        certainty: 'likely',
        title: `Something in between answered ${status ?? ''}`.trim(),
        explanation: `The answer lacks the hub’s version header and form: it comes from something ${where}, such as a proxy, a firewall or an error page.`,
        fix: 'Let it pass the hub’s and Hubscope’s paths, methods and answers unchanged.',
      }
  }
}
