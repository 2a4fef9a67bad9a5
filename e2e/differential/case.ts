import * as z from 'zod/mini'

const strings = z.array(z.string())

/** Who is in which group: members by name of the group. */
const groups = z.record(z.string(), strings)

const client = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hub') }),
  z.object({ kind: z.literal('service'), service: z.string() }),
  z.object({ kind: z.literal('server'), user: z.string(), server: z.string() }),
])

const owner = z.object({
  kind: z.enum(['user', 'service', 'group', 'nobody']),
  name: z.string(),
  client: z.nullable(client),
})

const custom = z.nullable(z.record(z.string(), strings))

const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), user: z.string() }),
  z.object({ kind: z.literal('server'), user: z.string(), server: z.string() }),
  z.object({ kind: z.literal('group'), group: z.string() }),
  z.object({ kind: z.literal('service'), service: z.string() }),
])

const share = z.object({
  to: z.object({ kind: z.enum(['user', 'group']), name: z.string() }),
  user: z.string(),
  server: z.string(),
  scopes: strings,
})

const holder = {
  kind: z.enum(['user', 'service']),
  name: z.string(),
  roles: z.array(strings),
  groups,
  groupRoles: z.record(z.string(), z.array(strings)),
  shares: z.array(share),
  custom,
}

const hub = z.union([z.object({ value: z.unknown() }), z.object({ raises: z.string() })])

/** The hub's result, or the type of the exception in its place. */
export type HubAnswer = z.infer<typeof hub>

/** A line of `generate.py`: what went into one of the hub's functions. */
export const caseSchema = z.discriminatedUnion('fn', [
  z.object({ fn: z.literal('expand'), raw: strings, owner, custom, hub }),
  z.object({ fn: z.literal('parse'), scopes: strings, hub }),
  z.object({ fn: z.literal('reduce'), scopes: strings, hub }),
  z.object({ fn: z.literal('intersect'), a: strings, b: strings, groups: z.nullable(groups), hub }),
  z.object({ fn: z.literal('exist'), scopes: strings, holder: z.string(), custom, hub }),
  z.object({ fn: z.literal('field'), held: strings, base: z.string(), target, groups, hub }),
  z.object({
    fn: z.literal('decide'),
    operation: z.string(),
    params: z.record(z.string(), z.string()),
    requester: z.nullable(z.enum(['user', 'service'])),
    held: strings,
    groups,
    users: strings,
    services: strings,
    hub,
  }),
  z.object({
    fn: z.literal('authorize'),
    required: strings,
    target: z.enum(['none', 'user', 'server', 'group', 'service']),
    arguments: z.array(z.nullable(z.string())),
    loggedIn: z.boolean(),
    postFilter: z.boolean(),
    held: strings,
    groups,
    users: strings,
    hub,
  }),
  z.object({ fn: z.literal('holder'), ...holder, hub }),
  z.object({ fn: z.literal('token'), ...holder, raw: strings, client, hub }),
  z.object({ fn: z.literal('check-token'), ...holder, raw: strings, client, hub }),
  z.object({ fn: z.literal('resolve'), requested: strings, available: strings, owner, groups, hub }),
  z.object({ fn: z.literal('custom'), definitions: z.array(z.tuple([z.string(), z.looseObject({})])), hub }),
])

export type Case = z.infer<typeof caseSchema>

export type Fn = Case['fn']

export type CaseOf<F extends Fn> = Extract<Case, { fn: F }>
