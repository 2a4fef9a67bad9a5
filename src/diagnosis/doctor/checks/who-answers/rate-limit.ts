import { answererOf, isOfUpstream } from '../../answerer.ts'
import { allowMany } from '../../../recipes/answers.ts'
import type { DoctorFinding } from '../../finding.ts'
import { advice, edgeFix, found } from '../../found.ts'
import { answersOf } from '../../recognise.ts'
import type { Answer, Asked, ProbeResults } from '../../results.ts'
import type { Site } from '../../site.ts'

/** That something in front limits calls, when answers show it. */
export function rateLimit(site: Site): DoctorFinding | undefined {
  const { results } = site
  const named = answersOf(results).find((answer) => answer.status === 429 && answererOf(answer) === 'edge')
  if (named) {
    const after = named.headers['retry-after']
    const retry = after === undefined ? '' : `, to come back after ${after} s`
    return limited(
      site,
      'certain',
      `One of the checks was answered with 429 by something in between${retry}.`,
    )
  }
  const tree = flapping(results)
  if (!tree) return undefined
  const { path, answers, refused } = tree
  return limited(
    site,
    'likely',
    `Of ${answers.length} plain calls below ${path}, ${refused.length} were answered with 503${saying(refused)} by something in between, and the others arrived: the way is there, and 503 is how nginx refuses what is too often.`,
  )
}

/** A limit was met, so that whatever else did not arrive says nothing. */
export function isThrottled(site: Site): boolean {
  return rateLimit(site) !== undefined
}

function limited(site: Site, certainty: 'certain' | 'likely', evidence: string): DoctorFinding {
  return found({
    code: 'edge-rate-limit',
    certainty,
    hop: 'edge',
    explanation:
      'A page that loads its files and follows a few servers asks often enough to meet this limit. The hub’s own limit on starts says so in its own words; this answer does not.',
    evidence: [evidence],
    fixes: [
      edgeFix(site, 'Let a page make its calls; where many people share an address, allow more:', allowMany),
      advice('Or leave the hub’s API and its streams out of the limit.'),
    ],
  })
}

function saying([first]: readonly Answer[]): string {
  return first?.says ? ` “${first.says}”` : ''
}

/** A 503 that comes and goes below one path, where what was asked differs in nothing that could bring it about. */
function flapping(results: ProbeResults) {
  return plainCalls(results)
    .map(({ path, asked }) => {
      const answers = asked.flatMap((each) => (each?.answer ? [each.answer] : []))
      const by = (who: readonly string[]) => answers.filter((answer) => who.includes(answererOf(answer)))
      return {
        path,
        answers,
        refused: by(['edge']).filter((answer) => answer.status === 503 && !isOfUpstream(answer)),
        arrived: by(['service', 'hub']),
      }
    })
    .find(({ refused, arrived }) => refused.length > 0 && arrived.length > 0)
}

function plainCalls(results: ProbeResults): { path: string; asked: (Asked | undefined)[] }[] {
  const { page, echoes = [], cached = [], errors, stream } = results
  const { hub = [], hubPage, loginForms = [], login, redirects = [] } = results
  const hubPath = new URL(page.hubUrl, page.origin).pathname
  const pages = [...redirects, ...(login?.hops ?? [])].filter(({ url }) => url.startsWith(page.hubUrl))
  return [
    { path: page.prefix, asked: [...echoes, ...cached, errors?.service, stream] },
    { path: hubPath, asked: [...hub, hubPage, ...loginForms, errors?.hub, ...pages] },
  ]
}
