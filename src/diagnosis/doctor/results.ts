import * as z from 'zod/mini'

/** Others give these too, in a bundle: what is no address must not get as far as the checks. */
const absoluteSchema = z.string().check(z.refine((text) => isHttp(text), 'no address'))
const originSchema = z
  .string()
  .check(z.refine((text) => isHttp(text) && new URL(text).origin === text, 'no origin'))

function isHttp(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

/** What a request looked like when it arrived at the service. Of headers an allow-list, of cookies name and size. */
export const echoSchema = z.object({
  target: z.string(),
  method: z.string(),
  httpVersion: z.string(),
  peer: z.nullable(z.string()),
  headers: z.record(z.string(), z.string()),
  /** Host is where the service listens: configurable-http-proxy writes that with --change-origin. */
  isOwnHost: z.optional(z.boolean()),
  cookies: z.array(z.object({ name: z.string(), bytes: z.number() })),
  /** Bytes of the request's body, when it had one. */
  body: z.optional(z.number()),
  /** Another one in every answer, where the probe looks for caches. */
  id: z.optional(z.string()),
  at: z.number(),
})
export type Echo = z.infer<typeof echoSchema>

/** An answer, without what is secret or private in it. */
export const answerSchema = z.object({
  /** 0: a redirect that the browser follows or hides, but does not show. */
  status: z.number(),
  /** In lower case, from an allow-list. */
  headers: z.record(z.string(), z.string()),
  /** What the body is; `hub`: JSON with the hub's `status` key. */
  body: z.enum(['empty', 'hub', 'json', 'html', 'text', 'unread']),
  /** A page that the hub rendered, whoever hands it on. */
  page: z.optional(z.literal('hub')),
  /** The title of a page, what a page of the hub says of an error, or the `message` of JSON. */
  says: z.optional(z.string()),
  /** Cookies that it sets; a browser does not show them. */
  cookies: z.optional(
    z.array(
      z.object({
        name: z.string(),
        path: z.string(),
        secure: z.boolean(),
        /** Absent: for the host that answered alone. */
        domain: z.optional(z.string()),
      }),
    ),
  ),
})
export type Answer = z.infer<typeof answerSchema>

/** One request of a probe. `failure` instead of `answer`: nothing came back, or nothing in time. */
export const askedSchema = z.object({
  /** Milliseconds since the epoch, by the asker's clock. */
  at: z.number(),
  ms: z.number(),
  answer: z.optional(answerSchema),
  failure: z.optional(z.enum(['unreachable', 'timeout'])),
  /** What the failure is called where it happened: `ECONNREFUSED`. */
  reason: z.optional(z.string()),
})
export type Asked = z.infer<typeof askedSchema>

/** A request to the service's echo; `echo` is there when the service gave the answer. */
export const echoedSchema = z.extend(askedSchema, { echo: z.optional(echoSchema) })
export type Echoed = z.infer<typeof echoedSchema>

/** The last of several tries; `refused`: how often in a row, from the first one on, it was not the service that answered. */
export const askedAgainSchema = z.extend(echoedSchema, { refused: z.optional(z.number()) })
export type AskedAgain = z.infer<typeof askedAgainSchema>

export const streamSchema = z.extend(askedSchema, {
  /** When the service sent each event, and when it arrived; by the two clocks. */
  events: z.array(z.object({ sent: z.number(), arrived: z.number() })),
  /** How many the service sends. */
  expected: z.number(),
})
export type Stream = z.infer<typeof streamSchema>

export const socketSchema = z.object({
  opened: z.boolean(),
  ms: z.number(),
  /** The handshake as it arrived at the service; undefined when none did. */
  seen: z.optional(echoSchema),
})
export type Socket = z.infer<typeof socketSchema>

/** The hub's stream of the progress of a server. */
const progressSchema = z.extend(askedSchema, {
  /** Asked of the hub itself, which is meant where this is absent, or of Hubscope, which asks the hub. */
  via: z.optional(z.enum(['hub', 'service'])),
  /** Absent: one that was starting. Of a ready one the hub tells that alone, and ends the stream. */
  state: z.optional(z.enum(['starting', 'ready'])),
  /** Milliseconds from the headers to the first event, or as long as none came. */
  silence: z.optional(z.number()),
  /** Whether the end of the stream came, where it was waited for. */
  ended: z.optional(z.boolean()),
})

const hopSchema = z.extend(askedSchema, { url: z.string() })
export type Hop = z.infer<typeof hopSchema>

export const targetSchema = z.object({
  /** The routespec. */
  spec: z.string(),
  /** Origin of the target. */
  target: z.string(),
  owner: z.enum(['hub', 'server', 'service', 'other']),
  /** `user/server` or the service's name. */
  name: z.string(),
  /** Asked with the target's own Host, and with the one that the proxy hands on; a certificate has to be for that alone. */
  own: askedSchema,
  asPublic: z.optional(askedSchema),
  /** A server with its own Host, asked as by a page of the public address: 404 unless it allows that. */
  fromPage: z.optional(askedSchema),
  /** Why the service, which asked all the same, does not trust the certificate. */
  distrust: z.optional(z.string()),
  /** An https target by the public address, and so through the proxy, without cookies. */
  proxied: z.optional(askedSchema),
})
export type RouteTarget = z.infer<typeof targetSchema>

/** What the service found out from where it stands. */
export const insideSchema = z.object({
  at: z.number(),
  service: z.object({
    name: z.string(),
    version: z.string(),
    node: z.string(),
    /** Where it listens. */
    address: z.string(),
    prefix: z.string(),
    /** Where the hub sends browsers back to after the login. */
    callback: z.string(),
    /** The hub's public address by `public_url`, where it has told it. */
    publicHub: z.optional(z.string()),
  }),
  /** Whether HTTP_PROXY or its kin are set, and whether NO_PROXY names the hub. */
  environment: z.object({
    proxy: z.boolean(),
    covered: z.boolean(),
    /** Whether the service’s own calls take that way; Node has to be told. */
    heeded: z.optional(z.boolean()),
    /** The host of the hub’s internal address. */
    hub: z.optional(z.string()),
  }),
  /** `GET /hub/api/` at the hub's internal address. */
  hub: askedSchema,
  /** `GET /user` with the visitor's token there. */
  identity: z.optional(askedSchema),
  /** The same by the public address, when it leads to this service from here. */
  outside: z.optional(
    z.object({
      reached: z.boolean(),
      /** `certificate`: the address leads to this service, and the service does not trust its certificate. Absent: not told. */
      why: z.optional(z.enum(['certificate'])),
      hub: z.optional(askedSchema),
      identity: z.optional(askedSchema),
      /** The very same address right after that, without a token. */
      stranger: z.optional(askedSchema),
      /** `next.url` of a list of users: the hub's own view of its address. */
      nextUrl: z.optional(z.string()),
    }),
  ),
  /** From the site's root, until somebody answers. */
  redirects: z.optional(z.array(hopSchema)),
  targets: z.optional(z.array(targetSchema)),
  /** How many routes lead to servers and to services; of a large table not all targets are asked. */
  routed: z.optional(z.object({ servers: z.number(), services: z.number() })),
})
export type Inside = z.infer<typeof insideSchema>

/** A user's server, asked the way its user reaches it. */
export const reachSchema = z.object({
  user: z.string(),
  server: z.string(),
  /** As the hub's model has it. */
  ready: z.boolean(),
  /** `GET api` by the public address, without cookies; where a browser hides a redirect, what it ended at with them. */
  asked: askedSchema,
  hops: z.optional(z.array(hopSchema)),
  /** In the proxy's table; without a target there is none. Absent: not known. */
  route: z.optional(z.object({ target: z.optional(z.string()) })),
  /** What the service found at the end of the route. */
  inside: z.optional(targetSchema),
  /** The address of a WebSocket of the server, asked as an ordinary one, with the cookies of whoever looks. */
  entered: z.optional(askedSchema),
  /** That WebSocket; only where the server had let them in. */
  socket: z.optional(z.object({ opened: z.boolean(), ms: z.number() })),
})
export type Reach = z.infer<typeof reachSchema>

/** The proxy's table set against what should be in it. */
export const driftSchema = z.object({
  /** How many routes are as they should be. */
  ok: z.number(),
  wrong: z.array(z.object({ spec: z.string(), state: z.string(), target: z.optional(z.string()) })),
})
export type Drift = z.infer<typeof driftSchema>

/** As with `visitor` below, for each of the different senders of what arrived, asked by the service; null: not told. */
export const visitorsSchema = z.object({ visitors: z.optional(z.array(z.nullable(z.number()))) })

/**
 * What all probes found. Every part is optional: absent means not probed, and never that nothing is wrong. Holds no
 * header values but those of an allow-list, no cookie or token, and no page.
 */
export const resultsSchema = z.object({
  at: z.number(),
  /** `browser`: sends cookies and Sec-Fetch-*, hides redirects and cookies of answers. */
  asker: z.enum(['browser', 'command-line']),
  page: z.object({
    /** As in the address bar: `https://hub.example:8443`. */
    origin: originSchema,
    /** Where the service is: `/jupyter/services/hubscope/`. */
    prefix: z.string().check(z.startsWith('/')),
    /** Where the hub is, absolute: `https://hub.example/jupyter/hub/`. */
    hubUrl: absoluteSchema,
    /** Browsers send fetch metadata there: https, and localhost. */
    trustworthy: z.boolean(),
  }),
  hubVersion: z.optional(z.string()),
  /** `absent`: the hub itself says that it has no such service. `elsewhere`: it has subdomains, and services are there. */
  service: z.optional(z.enum(['absent', 'elsewhere'])),
  /** Of a hub with subdomains: the names that a service may have there, each asked for this one. */
  hosts: z.optional(z.array(hopSchema)),
  echoes: z.optional(z.array(echoedSchema)),
  /** Echoes with an Authorization header, and one without cookies. */
  authorizations: z.optional(z.array(echoedSchema)),
  bare: z.optional(echoedSchema),
  hub: z.optional(z.array(askedSchema)),
  hubPage: z.optional(z.extend(askedSchema, { loggedIn: z.boolean() })),
  /**
   * The login form without cookies, several times. `visitor`: equal where the hub took whoever asked for the same one,
   * counted from 0; absent where the answer does not tell.
   */
  loginForms: z.optional(z.array(z.extend(askedSchema, { visitor: z.optional(z.number()) }))),
  ...visitorsSchema.shape,
  /** `GET /hub/api/user` with the hub's cookie, as a page of the hub would ask. */
  cookieCall: z.optional(askedSchema),
  /** A call below `/user/` that belongs to nobody. */
  userTree: z.optional(askedSchema),
  methods: z.optional(z.array(z.extend(askedAgainSchema, { method: z.string() }))),
  /** `cuts`: how often in a row the connection was ended while the body was sent. */
  bodies: z.optional(z.array(z.extend(echoedSchema, { bytes: z.number(), cuts: z.optional(z.number()) }))),
  headers: z.optional(z.array(z.extend(echoedSchema, { bytes: z.number() }))),
  path: z.optional(z.extend(askedAgainSchema, { sent: z.string() })),
  /** The same address twice. */
  cached: z.optional(z.array(echoedSchema)),
  /** What the service and the hub answer with 404, and the hub with 403; the last where it lets strangers ask at all. */
  errors: z.optional(z.object({ service: askedSchema, hub: askedSchema, refused: z.optional(askedSchema) })),
  stream: z.optional(streamSchema),
  progress: z.optional(progressSchema),
  sockets: z.optional(z.array(socketSchema)),
  /** The address of the sockets, asked without an upgrade. */
  socketPlain: z.optional(echoedSchema),
  /** How long a silent socket lived. `cut`: somebody ended it before the probe did. */
  idle: z.optional(z.object({ ms: z.number(), cut: z.boolean() })),
  redirects: z.optional(z.array(hopSchema)),
  login: z.optional(
    z.object({
      worked: z.boolean(),
      /** Whether it was ended after the probes, with its token; absent when nobody tried. */
      ended: z.optional(z.boolean()),
      /** The step that did not work. */
      failed: z.optional(z.string()),
      hops: z.array(hopSchema),
    }),
  ),
  /** `GET /hub/api/user` with a token that somebody gave, and no cookies. */
  token: z.optional(askedSchema),
  inside: z.optional(insideSchema),
  reaches: z.optional(z.array(reachSchema)),
  /** Absent as well when the visitor may not see routes. */
  routes: z.optional(driftSchema),
  /** By the name of a check, why it could not be made, for a person. */
  unread: z.optional(z.record(z.string(), z.string())),
})
export type ProbeResults = z.infer<typeof resultsSchema>
