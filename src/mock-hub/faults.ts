import { isSince } from '#hub/versions.ts'
import { elapsed } from './clock.ts'
import type { Core } from './core.ts'
import { json, stamped } from './answers.ts'

/** The answer of the first fault that fits the request; undefined when all is well. */
export function answerFault(core: Core, request: Request): Promise<Response> | undefined {
  const { pathname } = new URL(request.url)
  for (const fault of core.faults) {
    switch (fault.kind) {
      case 'down':
        return Promise.resolve(proxyError())
      case 'frozen':
        if (fault.path?.test(pathname) ?? true) return new Promise(() => {})
        break
      case 'refuse': {
        if (!fault.path.test(pathname) || (fault.method && fault.method !== request.method)) break
        const { status, message } = fault
        return Promise.resolve(stamped(json({ status, message }, status), core.version))
      }
      case 'poisoned':
        if (!isAbout(pathname, fault.user)) break
        return Promise.resolve(stamped(json({ status: 500, message: serverError(core) }, 500), core.version))
      case 'slow':
        break
    }
  }
  return undefined
}

/** Whether a list that holds these users makes the hub fail. Source: `JSONDict` in jupyterhub/orm.py before 5.5.3. */
export function isPoisoned(core: Core, users: readonly { name: string }[]): boolean {
  return core.faults.some(
    (fault) => fault.kind === 'poisoned' && users.some(({ name }) => name === fault.user),
  )
}

function isAbout(pathname: string, user: string): boolean {
  return `${pathname}/`.includes(`/users/${encodeURIComponent(user)}/`)
}

function serverError({ version }: Core): string | null {
  return isSince(version, '6.0') ? null : 'Internal Server Error'
}

/** Waits as long as the faults of kind `slow` that fit the request say. */
export async function slowness(core: Core, request: Request): Promise<void> {
  const { pathname } = new URL(request.url)
  for (const fault of core.faults) {
    if (fault.kind === 'slow' && (fault.path?.test(pathname) ?? true)) await elapsed(core.clock, fault.ms)
  }
}

/** What configurable-http-proxy says where the hub is away and so cannot render its page: bare words without a type. */
function proxyError(): Response {
  return new Response(new TextEncoder().encode('Service Unavailable'), { status: 503 })
}
