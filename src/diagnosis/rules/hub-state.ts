import { filteredMessage } from '#hub/errors.ts'
import { operationOf } from '#hub/operations.ts'
import { type HubVersion, isSince } from '#hub/versions.ts'
import type { Evidence } from '../evidence.ts'
import type { Finding } from '../finding.ts'
import { deedOf, quoted } from '../words.ts'

/** The hub understood and cannot do it now: limits, a server under way, a failed start, a missing resource, its version. */
export function hubState({ request, hubVersion }: Evidence): Finding | undefined {
  const { error, operation, answeredBy } = request
  if (error.tag !== 'refused' || answeredBy !== 'hub') return undefined
  switch (error.status) {
    case 400:
      return underWay(error.message)
    case 404:
    case 405:
      return notInThisVersion(operation, hubVersion) ?? notFound(error.status, error.message)
    case 429:
      return throttled(error.message, error.retryAfter)
    case 500:
      if (operation === 'startServer') return spawnFailed()
      return operation === 'listUsers' ? poisoned(hubVersion) : undefined
    default:
      return undefined
  }
}

function underWay(message: string): Finding | undefined {
  if (!/ is (pending|already running|not starting|active|in the process of stopping)/.test(message))
    return undefined
  return {
    code: 'pending-400',
    certainty: 'certain',
    title: 'The server is busy with something else',
    explanation: `The hub says ${quoted(message)}: somebody else, or the hub itself, was quicker.`,
    fixes: [{ text: 'Wait until it is done, then try again.', lines: [] }],
  }
}

function notInThisVersion(operation: Evidence['request']['operation'], version: HubVersion | undefined) {
  if (!operation || !version) return undefined
  const { since } = operationOf(operation)
  if (isSince(version, since)) return undefined
  return {
    code: 'not-in-this-version',
    certainty: 'certain',
    title: `This hub cannot ${deedOf(operation)} yet`,
    explanation: `That came with JupyterHub ${since}; this one is ${version.text}.`,
    fixes: [],
  } satisfies Finding
}

function notFound(status: number, message: string): Finding | undefined {
  if (status !== 404 || message === filteredMessage) return undefined
  return {
    code: 'not-found',
    certainty: 'certain',
    title: 'The hub has nothing of that name',
    explanation: `It says ${quoted(message)}. Your token would have been allowed to see it.`,
    fixes: [{ text: 'Refresh the list: it may have been removed or renamed.', lines: [] }],
  }
}

function throttled(message: string, retryAfter: number | undefined): Finding {
  return {
    code: 'spawn-throttled-429',
    certainty: 'certain',
    title:
      retryAfter === undefined
        ? 'The hub has no room for more servers'
        : 'Too many servers are starting at once',
    explanation: `The hub says ${quoted(message)}.`,
    fixes: [
      {
        text:
          retryAfter === undefined
            ? 'Stop servers that are not used, or raise c.JupyterHub.active_server_limit.'
            : `Try again in ${retryAfter} s, or raise c.JupyterHub.concurrent_spawn_limit.`,
        lines: [],
      },
    ],
  }
}

function spawnFailed(): Finding {
  return {
    code: 'spawn-failed',
    certainty: 'certain',
    title: 'The server did not start',
    explanation:
      'The hub answers every failed start with the same words. The spawner’s own reason stays in the progress of the start until the next one.',
    fixes: [{ text: 'Open the server on the Spawns page: it shows the reason.', lines: [] }],
  }
}

/** GHSA-hx46-2cv3-mh6g: one user's start options break the whole list, fixed in 5.5.3 and 6.1.0. */
function poisoned(version: HubVersion | undefined): Finding | undefined {
  if (!version) return undefined
  const { major, minor, patch } = version
  const open =
    major < 5 || (major === 5 && (minor < 5 || (minor === 5 && patch < 3))) || (major === 6 && minor < 1)
  if (!open) return undefined
  return {
    code: 'list-poisoned',
    certainty: 'possible',
    title: 'One user’s start options may have broken the list',
    explanation: `Hubs before 5.5.3 and 6.1.0 answer a list with a 500 when it holds somebody who has started a server with certain options (GHSA-hx46-2cv3-mh6g). Everybody else can be read.`,
    fixes: [
      {
        text: 'The Users page reads around such users, names them, and offers what repairs them. For good: upgrade the hub.',
        lines: [],
      },
    ],
  }
}
