import { answererOf } from '../answerer.ts'
import type { Answer, Asked, Reach } from '../results.ts'

/** The server's name in sentences: `ada`, or `ada/gpu`. */
export function reachName({ user, server }: Pick<Reach, 'user' | 'server'>): string {
  return server === '' ? user : `${user}/${server}`
}

/**
 * The server's own answer at `api`: 200, or 304 where it was asked not to say what is known, as no part of the hub ever
 * answers there; or a refusal in its own words.
 */
export function isOfServer(answer: Answer): boolean {
  const { status, body } = answer
  return status === 304 || (status === 200 && body === 'json') || answererOf(answer) === 'server'
}

/** The server answered by the public address. */
export function isReached({ asked }: Reach): boolean {
  return asked.answer !== undefined && isOfServer(asked.answer)
}

/** The JupyterHub that the server says it runs, by whichever way it answered. */
export function versionOf({ asked, inside }: Reach): string | undefined {
  const answer = [asked.answer, inside?.own.answer].find((each) => each && isOfServer(each))
  return answer?.headers['x-jupyterhub-version']
}

/** An answer this late is worth a word, in ms. */
const slowAfter = 2_000

/** How long it took to answer where that was long, in ms; undefined where it was quick, or did not answer. */
export function slowness({ asked }: Reach): number | undefined {
  return asked.answer && asked.ms >= slowAfter ? asked.ms : undefined
}

/** An ordinary request to a WebSocket's address: 400 to who is let in, 404 where there is no such socket, 403 to others. */
export function isLetIn(asked: Asked | undefined): boolean {
  return asked?.answer?.status === 400
}
