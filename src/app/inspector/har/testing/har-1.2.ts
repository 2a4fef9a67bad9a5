import * as z from 'zod/mini'

/** HAR 1.2 to the letter: every object strict, but for fields whose names begin with an underscore. */
const comment = z.optional(z.string())
const atLeast0 = z.number().check(z.nonnegative())
/** -1: not known, or does not apply. */
const orUnknown = z.number().check(z.gte(-1))
const moment = z.iso.datetime({ offset: true })

const pair = strict({ name: z.string(), value: z.string(), comment })
const cookie = strict({
  name: z.string(),
  value: z.string(),
  path: z.optional(z.string()),
  domain: z.optional(z.string()),
  expires: z.optional(z.string()),
  httpOnly: z.optional(z.boolean()),
  secure: z.optional(z.boolean()),
  comment,
})

const request = strict({
  method: z.string().check(z.minLength(1)),
  url: z.url(),
  httpVersion: z.string(),
  cookies: z.array(cookie),
  headers: z.array(pair),
  queryString: z.array(pair),
  postData: z.optional(
    strict({ mimeType: z.string(), text: z.string(), params: z.optional(z.array(z.unknown())), comment }),
  ),
  headersSize: orUnknown,
  bodySize: orUnknown,
  comment,
})

const response = strict({
  status: atLeast0,
  statusText: z.string(),
  httpVersion: z.string(),
  cookies: z.array(cookie),
  headers: z.array(pair),
  content: strict({
    size: orUnknown,
    compression: z.optional(z.number()),
    mimeType: z.string(),
    text: z.optional(z.string()),
    encoding: z.optional(z.string()),
    comment,
  }),
  redirectURL: z.string(),
  headersSize: orUnknown,
  bodySize: orUnknown,
  comment,
})

const entry = strict({
  pageref: z.optional(z.string()),
  startedDateTime: moment,
  time: atLeast0,
  request,
  response,
  cache: strict({ beforeRequest: z.optional(z.unknown()), afterRequest: z.optional(z.unknown()), comment }),
  timings: strict({
    blocked: z.optional(orUnknown),
    dns: z.optional(orUnknown),
    connect: z.optional(orUnknown),
    send: atLeast0,
    wait: atLeast0,
    receive: atLeast0,
    ssl: z.optional(orUnknown),
    comment,
  }),
  serverIPAddress: z.optional(z.string()),
  connection: z.optional(z.string()),
  comment,
})

const program = strict({ name: z.string(), version: z.string(), comment })

/** A whole file, parsed. */
export const har12Schema = strict({
  log: strict({
    version: z.literal('1.2'),
    creator: program,
    browser: z.optional(program),
    pages: z.optional(z.array(z.unknown())),
    entries: z.array(entry),
    comment,
  }),
})

function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.pipe(z.transform(withoutOwnFields), z.strictObject(shape))
}

function withoutOwnFields(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('_')))
}
