import type { Evidence } from '../evidence.ts'
import type { Finding } from '../finding.ts'

/** Nobody answered: the page did not reach the service, or the service not the hub, or somebody took too long. */
export function silence({ request }: Evidence): Finding | undefined {
  const { error, status } = request
  if (error.tag !== 'unreachable') return undefined
  // The service itself tells of a hub that is silent; without a status not even the service was heard.
  const silent = status === undefined ? 'Hubscope’s service' : 'the hub'
  if (error.timedOut) {
    return {
      code: 'no-answer-in-time',
      certainty: status === undefined ? 'likely' : 'certain',
      title: `No answer from ${silent} in time`,
      explanation:
        status === undefined
          ? 'The request left this page and no complete answer came back. The hub may be busy: it does one thing at a time, and a slow database or a long list holds up everybody.'
          : 'Hubscope’s service passed the request on and the hub did not answer in time. A hub does one thing at a time; a frozen proxy or database holds it up.',
      fixes: [
        { text: 'Wait a moment, then look whether what you asked for has happened all the same.', lines: [] },
      ],
    }
  }
  if (status === undefined) {
    return {
      code: 'service-unreachable',
      certainty: 'certain',
      title: 'Hubscope’s service could not be reached',
      explanation:
        'The browser got no answer at all: the network is gone, the proxy in front of the hub is down, or the connection was cut.',
      fixes: [{ text: 'This page tries again by itself.', lines: [] }],
    }
  }
  if (status < 400) {
    return {
      code: 'answer-cut-off',
      certainty: 'certain',
      title: 'The answer broke off on its way',
      explanation: `It began with status ${status} and its end never came: the connection was cut, or somebody in between allows answers too little time.`,
      fixes: [{ text: 'This page tries again by itself.', lines: [] }],
    }
  }
  return {
    code: 'hub-unreachable',
    certainty: 'certain',
    title: 'The hub does not answer Hubscope’s service',
    explanation: `Hubscope’s service is up and asked in vain: ${error.message} The hub may be starting again, or a network rule keeps the service from reaching it.`,
    fixes: [{ text: 'This page tries again by itself. If it lasts, look at the hub’s log.', lines: [] }],
  }
}
