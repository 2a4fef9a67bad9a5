import { addUser, type Database, emptyDatabase } from '../db.ts'
import type { Random } from '../random.ts'
import { personas } from '../scenario.ts'
import { seedGroups } from './groups.ts'
import { moreNames } from './names.ts'
import { personaRoles, seedRoles } from './roles.ts'
import { seedServices } from './services.ts'

const day = 24 * 60 * 60_000

interface SeedOptions {
  /** Users beside the personas. */
  users: number
  baseUrl: string
  now: number
  random: Random
}

/** A hub's database with people, groups, roles and services, the same for the same seed; no servers yet. */
export function seedDatabase({ users, baseUrl, now, random }: SeedOptions): Database {
  const db = emptyDatabase()
  for (const role of seedRoles) db.roles.set(role.name, { ...role, scopes: [...role.scopes] })
  for (const service of seedServices(baseUrl)) db.services.set(service.name, service)

  const others = moreNames(users)
  for (const name of [...personas, ...others]) {
    const user = addUser(db, name, now - Math.floor((30 + random() * 300) * day), name === 'admin')
    // A third has never been seen.
    if (random() > 0.33) user.lastActivity = now - Math.floor(random() * 30 * day)
  }
  for (const user of db.users.values()) {
    const persona = personas.find((name) => name === user.name)
    const role = persona && personaRoles[persona]
    if (role) user.roles.push(role)
  }

  const ids = new Map([...db.users.values()].map((user) => [user.name, user.id]))
  for (const [name, members] of Object.entries(seedGroups(others))) {
    const found = members.flatMap((member) => ids.get(member) ?? [])
    db.groups.set(name, { name, roles: [], members: new Set(found), properties: {} })
  }
  db.routes.set(baseUrl, {
    routespec: baseUrl,
    target: 'http://127.0.0.1:8081',
    data: { hub: true },
    lastActivity: now,
  })
  for (const { name, prefix, url } of db.services.values()) {
    if (prefix === '') continue
    db.routes.set(prefix, { routespec: prefix, target: url, data: { service: name }, lastActivity: now })
  }
  return db
}
