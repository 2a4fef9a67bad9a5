import { loginFailureHeader, servicePaths } from './contract.ts'
import { noticePage } from './notice.ts'

export type LoginFailure =
  /** No cookie of this attempt: too late, another browser, or the browser kept no cookie. */
  | { kind: 'unknown-attempt' }
  /** The hub said no, with an OAuth error code. */
  | { kind: 'refused'; code: string; description: string | undefined }
  /** An answer that is none. */
  | { kind: 'strange' }
  | { kind: 'silence' }
  | { kind: 'timeout' }
  /** One of the last three, while the calls go to an HTTP proxy. */
  | { kind: 'detour' }

const advice: Record<string, string> = {
  access_denied:
    'You declined the login, or your account may not open Hubscope. An admin can grant you access.',
  invalid_scope:
    'Hubscope asks for a scope that the hub does not let it have. An admin finds the list in `oauth_client_allowed_scopes` of the service.',
  invalid_grant: 'The login took too long, or its page was loaded twice. Log in once more.',
  invalid_client:
    'The hub does not recognise this service: its API token has changed. Restarting the hub helps.',
}

/** The page for a login that did not work out. It never starts another one by itself: that would end in a loop. */
export function callbackNotice(failure: LoginFailure, next: string, prefix: string): Response {
  const again = `${prefix}${servicePaths.login}?${new URLSearchParams({ next })}`
  const { status, text } = describe(failure)
  const notice = noticePage(
    { status, title: 'The login did not work out', text, link: { href: again, label: 'Log in again' } },
    prefix,
  )
  notice.headers.set(loginFailureHeader, reasonOf(failure))
  return notice
}

/** Of what the hub says, which may have come in the address of the page, one word is told. */
function reasonOf(failure: LoginFailure): string {
  return failure.kind === 'refused' && failure.code === 'invalid_client' ? failure.code : failure.kind
}

function describe(failure: LoginFailure): { status: number; text: string[] } {
  switch (failure.kind) {
    case 'unknown-attempt':
      return {
        status: 400,
        text: [
          'This login was not started in this browser, is already done, or took longer than 15 minutes.',
          'If it happens every time, the browser does not keep Hubscope’s cookies.',
        ],
      }
    case 'refused': {
      const said = failure.description ? `${failure.code}: ${failure.description}` : failure.code
      const what = advice[failure.code]
      return {
        status: failure.code === 'access_denied' ? 403 : 400,
        text: [`The hub answered: ${said}`, ...(what ? [what] : [])],
      }
    }
    case 'strange':
      return {
        status: 502,
        text: [
          'You came back from the hub’s login, and what answers at the address that this service was given for the hub (JUPYTERHUB_API_URL) has an unexpected form. Something else may have answered.',
          'If it happens again, an admin finds the reason in the service’s log, or by hubscope doctor.',
        ],
      }
    case 'silence':
      return {
        status: 502,
        text: [
          'You came back from the hub’s login, and the hub does not answer at the address that this service was given for it (JUPYTERHUB_API_URL).',
          'If it happens again, an admin finds the reason in the service’s log, or by hubscope doctor.',
        ],
      }
    case 'timeout':
      return {
        status: 504,
        text: [
          'You came back from the hub’s login, and the hub did not answer this service in time. Log in once more.',
          'If it happens again, an admin sees whether the hub is slow, or something drops this service’s calls to it.',
        ],
      }
    case 'detour':
      return {
        status: 502,
        text: [
          'You came back from the hub’s login, and this service’s calls to the hub go to an HTTP proxy: HTTP_PROXY is set, and NO_PROXY does not name the hub.',
          'An admin adds the hub’s host to NO_PROXY in the service’s environment.',
        ],
      }
  }
}
