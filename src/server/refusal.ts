import { answeredByHeader, type ServiceRefusal } from './contract.ts'

/** One of the service's own answers: JSON that nobody keeps. */
export function answerWith(body: unknown, headers: Record<string, string> = {}, status = 200): Response {
  return Response.json(body, {
    status,
    headers: { 'Cache-Control': 'no-store', [answeredByHeader]: 'service', ...headers },
  })
}

/** One of the service's own refusals, in the hub's form: `{status, message, code}`. */
export function refuse(
  status: number,
  code: ServiceRefusal['code'],
  message: string,
  headers: Record<string, string> = {},
): Response {
  const body: ServiceRefusal = { status, message, code }
  return answerWith(body, headers, status)
}

export function refuseNoSession(): Response {
  return refuse(401, 'no-session', 'You are not signed in to Hubscope.')
}

/** Nobody answered the service: the hub is gone, or took longer than the service waits. */
export function refuseSilence(message: string, timedOut: boolean): Response {
  return refuse(timedOut ? 504 : 502, timedOut ? 'timeout' : 'unreachable', message, {
    [answeredByHeader]: 'nobody',
  })
}
