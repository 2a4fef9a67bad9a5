import { filteredMessage, HubFailure } from '#hub/errors.ts'

/**
 * Why the hub shows no such user: `gone` when it says so, `not-shown` when its answer stands for both a filter that
 * leaves the user out and a user that does not exist. Undefined for every other failure.
 */
export function refusalOfUser(error: unknown): 'gone' | 'not-shown' | undefined {
  if (!(error instanceof HubFailure)) return undefined
  const { detail } = error
  if (detail.tag !== 'refused' || detail.status !== 404 || detail.answeredBy !== 'hub') return undefined
  return detail.message === filteredMessage ? 'not-shown' : 'gone'
}
