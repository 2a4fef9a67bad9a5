import type { HubVersion } from '#hub/versions.ts'
import type { Answer, Before } from './answer.ts'
import { createFacts, type Facts, noteAnswer, versionAt } from './facts.ts'
import type { Unanswered } from './har.ts'
import type { Sighting, SignalId } from './signals/all.ts'
import type { Raised } from './tracebacks.ts'

/** As many of a kind as can prove anything; the rest is counted. */
const mostOfAKind = 40
const mostAnswers = 4_000

/** Everything in a text that rules look at. Bounded, however long the text is. */
export interface Observed {
  facts: Facts
  /** The first sightings of a signal, in the order of the text. */
  all(id: SignalId): readonly Sighting[]
  first(id: SignalId): Sighting | undefined
  count(id: SignalId): number
  /** Answers that are no success, and all that curl and HAR files show. */
  answers: readonly Answer[]
  unanswered: readonly Unanswered[]
  raised: readonly Raised[]
  /** What the hub noted of requests whose answers are not in the text. */
  unfinished: readonly Before[]
  /** How many answers there were, good ones too, by what `tally` counts. */
  tallies: ReadonlyMap<string, number>
  versionAt(line: number): HubVersion | undefined
}

export interface Collector extends Observed {
  see(id: SignalId, sighting: Sighting): void
  hear(answer: Answer): void
  miss(unanswered: Unanswered): void
  raise(raised: Raised): void
  leave(notes: Before): void
}

export function createCollector(): Collector {
  const sightings = new Map<SignalId, Sighting[]>()
  const counts = new Map<SignalId, number>()
  const answers: Answer[] = []
  const perKind = new Map<string, number>()
  const unanswered: Unanswered[] = []
  const raised: Raised[] = []
  const unfinished: Before[] = []
  const tallies = new Map<string, number>()
  const facts = createFacts()
  const add = (tally: string) => tallies.set(tally, (tallies.get(tally) ?? 0) + 1)
  return {
    facts,
    answers,
    unanswered,
    raised,
    unfinished,
    tallies,
    all: (id) => sightings.get(id) ?? [],
    first: (id) => sightings.get(id)?.[0],
    count: (id) => counts.get(id) ?? 0,
    versionAt: (line) => versionAt(facts, line),
    see(id, sighting) {
      counts.set(id, (counts.get(id) ?? 0) + 1)
      const list = sightings.get(id) ?? []
      if (list.length < mostOfAKind) list.push(sighting)
      sightings.set(id, list)
    },
    hear(answer) {
      noteAnswer(facts, answer)
      for (const tally of tallyOf(answer)) add(tally)
      if (!isTelling(answer)) return
      const kind = `${answer.line.source} ${answer.status} ${answer.method} ${(answer.reason ?? '').slice(0, 60)} ${areaOf(answer)}`
      const seen = (perKind.get(kind) ?? 0) + 1
      perKind.set(kind, seen)
      if (seen <= mostOfAKind && answers.length < mostAnswers) answers.push(answer)
    },
    raise(each) {
      if (raised.length < mostOfAKind) raised.push(each)
    },
    leave(notes) {
      if (unfinished.length < mostOfAKind) unfinished.push(notes)
    },
    miss(missed) {
      if (unanswered.length < mostOfAKind) unanswered.push(missed)
    },
  }
}

/** Successes in logs are legion and prove little; their number does. */
function isTelling(answer: Answer): boolean {
  return (
    answer.exchange !== undefined ||
    answer.status >= 400 ||
    answer.reason !== undefined ||
    (answer.status >= 300 && /redirects=\d/.test(`${answer.path} ${answer.location}`)) ||
    /\/progress/.test(answer.path ?? '')
  )
}

/** The tree of the site that a path belongs to: `hub/api`, `hub`, `user`, `services`, or else. */
export function areaOf({ path = '' }: Pick<Answer, 'path'>): string {
  const match = /\/(hub\/api|hub|user|services|oauth2)(?:\/|\?|$)/.exec(path)
  return match?.[1] ?? 'else'
}

function tallyOf(answer: Answer): string[] {
  const good = answer.status < 400 ? 'good' : String(answer.status)
  const area = areaOf(answer)
  return [
    `${area} ${good}`,
    `${answer.method} ${area} ${good}`,
    ...(area.startsWith('hub') && answer.referer !== undefined
      ? [answer.referer === '-' ? 'without referer' : 'with referer']
      : []),
  ]
}
