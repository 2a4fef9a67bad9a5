import { filteredMessage, requiredScopesOf } from '#hub/errors.ts'
import { parseScope } from '#hub/scopes/parse.ts'
import { type HubVersion, saysScopesToStrangers } from '#hub/versions.ts'
import { type Answer, type Before, pathOf } from '../answer.ts'
import type { Line } from '../line.ts'
import type { Observed } from '../observed.ts'

/** One refusal that speaks of scopes, with all that the text tells about it. */
export interface Denial {
  proofs: readonly Line[]
  path: string
  required: readonly string[]
  on: string | undefined
  /** Undefined where the text does not tell. */
  held: readonly string[] | undefined
  /** Undefined where the text does not tell; empty when the hub knew nobody. */
  user: string | undefined
  /** 404 is the hub's answer when a filter leaves the target out. */
  status: number | undefined
  version: HubVersion | undefined
  before: Before | undefined
  answer: Answer | undefined
}

/** Every refusal about scopes that a text shows, each once. */
export function denialsOf(seen: Observed): Denial[] {
  const fromAnswers = seen.answers.filter(isDenial).map((answer) => fromAnswer(seen, answer))
  const fromNotes = seen.unfinished.flatMap((before) => (before.scopes ? [fromNotesOf(seen, before)] : []))
  const told = new Set(
    [...fromAnswers, ...fromNotes].flatMap(({ proofs }) => proofs.map(({ number }) => number)),
  )
  const bodies = new Set(
    fromAnswers.map(({ answer }) => answer?.exchange?.body).filter((body) => body !== undefined),
  )
  const loose = (['not-authorizing', 'requires-any', 'filtered-404'] as const).flatMap((id) =>
    seen
      .all(id)
      .filter(({ line }) => !told.has(line.number) && ![...bodies].some((body) => body.includes(line.text)))
      .map(({ line, groups }): Denial => {
        const list = (text: string | undefined) => (text ?? '').split(', ').filter((each) => each !== '')
        return {
          proofs: [line],
          path: id === 'not-authorizing' ? (groups[1] ?? '') : '',
          required: id === 'filtered-404' ? [] : list(groups[id === 'not-authorizing' ? 2 : 1]),
          on: id === 'not-authorizing' ? groups[3] : undefined,
          held: id === 'not-authorizing' ? list(groups[4]) : undefined,
          user: undefined,
          status: id === 'filtered-404' ? 404 : undefined,
          version: seen.versionAt(line.number),
          before: undefined,
          answer: undefined,
        }
      }),
  )
  return [...fromAnswers, ...fromNotes, ...loose]
}

function isDenial({ status, reason, before }: Answer): boolean {
  if (status !== 403 && status !== 404) return false
  return before?.scopes !== undefined || requiredScopesOf(reason) !== undefined || reason === filteredMessage
}

function fromAnswer(seen: Observed, answer: Answer): Denial {
  const { before, line } = answer
  const proofs = [before?.referer, before?.contentType?.line, before?.scopes?.line, line]
  return {
    proofs: proofs.filter((each) => each !== undefined),
    path: pathOf(answer),
    required: before?.scopes?.required ?? requiredScopesOf(answer.reason) ?? [],
    on: before?.scopes?.on,
    held: before?.scopes?.held,
    user: answer.user,
    status: answer.status,
    version: seen.versionAt(line.number),
    before,
    answer,
  }
}

function fromNotesOf(seen: Observed, before: Before): Denial {
  const { scopes } = before
  return {
    proofs: scopes ? [scopes.line] : [],
    path: scopes?.path ?? '',
    required: scopes?.required ?? [],
    on: scopes?.on,
    held: scopes?.held,
    user: undefined,
    status: undefined,
    version: scopes && seen.versionAt(scopes.line.number),
    before,
    answer: undefined,
  }
}

/** From 4.0.2 on the hub has words of its own for a missing identity; before, it spoke of scopes. */
export function namesIdentity(version: HubVersion | undefined): boolean | undefined {
  return version && !saysScopesToStrangers(version)
}

/**
 * True when a denial says that the hub knew nobody, rather than somebody without the scope. Hubs that have words for a
 * missing identity say them first; only newer ones log what the scopes were wanted `on`.
 */
export function isAnonymous({ held, user, version, on }: Denial): boolean {
  if (on !== undefined || namesIdentity(version) === true) return false
  if (held !== undefined) return held.length === 0 && (user === undefined || user === '')
  return user === '' && namesIdentity(version) !== true
}

/** A scope is held with a filter that leaves the target out, by the status or by what is held. */
export function isFiltered({ status, required, held, on }: Denial): boolean {
  if (status !== undefined) return status === 404
  if (on === '*') return false
  return (held ?? []).some((scope) => {
    const { base, filter } = parseScope(scope)
    return filter !== undefined && required.includes(base)
  })
}

const serverBases = new Set(['access:servers', 'users:activity', 'read:users:activity'])

/** What a server's own token holds: to report activity and to open itself. Source: the role `server` in jupyterhub/roles.py. */
export function isServerToken({ held }: Denial): boolean {
  if (held === undefined || held.length === 0 || held.length > 6) return false
  const parsed = held.map(parseScope)
  return (
    parsed.every(({ base, filter }) => serverBases.has(base) && filter !== undefined) &&
    parsed.some(({ base, filter }) => base === 'access:servers' && filter?.kind === 'server')
  )
}

/** Services are told from users by what they hold of themselves, and by usual names. */
export function isService({ held, user }: Denial): boolean {
  if (
    user !== undefined &&
    /cull|announce|prometheus|grafana|binder$|-service$|^service-|configurator/.test(user)
  ) {
    return true
  }
  const own = (held ?? []).map(parseScope).map(({ filter }) => filter)
  return own.some((filter) => filter?.kind === 'service') && !own.some((filter) => filter?.kind === 'user')
}
