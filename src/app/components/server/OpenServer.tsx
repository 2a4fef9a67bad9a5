import type { Server } from '#hub/wire/server.ts'
import { serverLabel } from '#hub/server-key.ts'
import { ExternalIcon } from '../../ui/icons.tsx'
import { serverHref } from './server-facts.ts'

/** A link to a ready server; whether the visitor may enter, the hub decides there. */
export function OpenServer({ server }: { server: Server }) {
  const href = serverHref(server)
  if (href === undefined || !server.ready) return null
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      aria-label={`Open ${serverLabel(server.name)} in a new tab`}
      className="inline-flex items-center gap-1 text-accent hover:underline"
    >
      Open <ExternalIcon />
    </a>
  )
}
