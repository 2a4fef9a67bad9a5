import { filteredMessage, type HubError, HubFailure } from '#hub/errors.ts'

/** One sentence for a person about anything thrown. Branches on the failure's tag, and quotes the answerer. */
export function failureText(error: unknown): string {
  if (error instanceof HubFailure) return sentence(error.detail)
  return error instanceof Error ? error.message : 'Something went wrong in this page.'
}

function sentence(detail: HubError): string {
  switch (detail.tag) {
    case 'refused':
      return refusal(detail.status, detail.answeredBy === 'hub', detail.message)
    case 'signed-out':
      return detail.reason === 'expired' ? 'Your login has ended.' : 'You are not logged in.'
    case 'unreachable':
      return detail.timedOut ? 'The hub did not answer in time.' : detail.message
    case 'mismatch':
      return detail.message
    case 'aborted':
      return 'The request was taken back.'
  }
}

function refusal(status: number, byHub: boolean, message: string): string {
  // The hub says the same of what is not there and of what the token's filters leave out.
  if (message === filteredMessage)
    return 'Out of your token’s reach, or not there: the hub does not say which.'
  const who = byHub ? 'The hub' : 'Something in between'
  const said = message.replace(/\.$/, '')
  if (status === 403) return `${who} refused: ${said}.`
  if (status === 429) return `${who} asks to slow down: ${said}.`
  if (status >= 500) return `${who} failed (${status}): ${said}.`
  return `${who} said no (${status}): ${said}.`
}
