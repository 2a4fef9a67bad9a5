import { type Database, newId, type ServerRow, type UserRow } from './db.ts'
import { randomToken, type Random } from './random.ts'
import { serverPath } from './urls.ts'

/** The token each server gets for its own calls; it stands in its user's list while the server is there. */
export interface ServerTokens {
  issue(user: UserRow, server: ServerRow, now: number): void
  revoke(user: UserRow, server: ServerRow): void
}

export function serverTokens(db: Database, random: Random, baseUrl: string): ServerTokens {
  const noteOf = (user: UserRow, server: ServerRow) =>
    `Server at ${serverPath(baseUrl, user.name, server.name)}`
  return {
    issue(user, server, now) {
      const id = newId(db)
      db.tokens.set(id, {
        id,
        value: randomToken(random),
        owner: { kind: 'user', id: user.id },
        scopes: ['users:activity!user', `access:servers!server=${user.name}/${server.name}`],
        clientId: 'jupyterhub',
        clientDescription: 'JupyterHub',
        note: noteOf(user, server),
        sessionId: null,
        created: now,
        lastActivity: null,
        expiresAt: null,
      })
    },
    revoke(user, server) {
      const note = noteOf(user, server)
      for (const { id, owner, note: other } of db.tokens.values()) {
        if (owner.kind === 'user' && owner.id === user.id && other === note) db.tokens.delete(id)
      }
    },
  }
}
