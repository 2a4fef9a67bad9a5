import { http, type HttpAnswer } from './http.ts'

/** A call of the hub's REST API with a token, straight to the hub's own port. `path` begins with `/`, below `/hub/api`. */
export type HubClient = (method: string, path: string, json?: unknown) => Promise<HttpAnswer>

/** `apiUrl` ends with `/hub/api`. */
export function hubClient(apiUrl: string, token: string): HubClient {
  return (method, path, json) =>
    http(`${apiUrl}${path}`, { method, json, headers: { authorization: `token ${token}` }, timeout: 120_000 })
}

/** Like a call, but anything outside 2xx throws with the hub's words. */
export async function demand(call: HubClient, method: string, path: string, json?: unknown): Promise<string> {
  const answer = await call(method, path, json)
  if (answer.status < 200 || answer.status > 299) {
    throw new Error(`${method} ${path}: ${answer.status} ${answer.body.slice(0, 300)}`)
  }
  return answer.body
}
