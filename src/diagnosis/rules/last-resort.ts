import type { Evidence } from '../evidence.ts'
import type { Finding } from '../finding.ts'
import { deedOf, quoted } from '../words.ts'

/** The answerer's own words, when nothing else explains them. */
export function lastResort({ request }: Evidence): Finding {
  const { error } = request
  if (error.tag === 'mismatch') {
    return {
      code: 'unexpected-answer',
      certainty: 'certain',
      title: 'The answer has a form that Hubscope does not know',
      explanation: `${error.message} Either something changed the answer on its way, or this hub’s version answers differently.`,
      fixes: [],
    }
  }
  if (error.tag === 'refused' && error.answeredBy === 'service') {
    return {
      code: 'service-refused',
      certainty: 'certain',
      title: 'Hubscope’s own service refused',
      explanation: `${error.message} The hub was not asked.`,
      fixes: [{ text: 'Reload the page. If it happens again, this is a fault of Hubscope.', lines: [] }],
    }
  }
  if (error.tag === 'refused' && error.answeredBy === 'nobody') {
    return {
      code: 'unexplained',
      certainty: 'certain',
      title: 'The request was not sent',
      explanation: `Every browser and proxy would change its address: ${error.message}.`,
      fixes: [],
    }
  }
  return {
    code: 'unexplained',
    certainty: 'possible',
    title: `The hub refused to ${deedOf(request.operation)}`,
    explanation:
      error.tag === 'refused'
        ? `It answered ${error.status} and said ${quoted(error.message)}.`
        : `All that was said is ${quoted(error.message)}.`,
    fixes: [],
  }
}
