/** A role of the local hub, as `c.JupyterHub.load_roles` takes it. */
export type Role = {
  name: string
  description: string
  users: string[]
  scopes: string[]
  /** Adds `read:shares` on hubs that know it (5.0 and newer). */
  readsShares: boolean
}

export type People = {
  /** All user names, in the order in which the hub gets them, admin first. The password is the user name. */
  names: string[]
  /** Members by group. The first group holds everybody. */
  groups: Record<string, string[]>
  /** How many minutes before the start a user was last there. Who is missing here never was. */
  quietMinutes: Record<string, number>
  roles: Role[]
}

/** The people whose rights differ. Everybody else is a plain user. */
export const personas = {
  admin: 'everything',
  reader: 'looks at everything but the proxy, changes nothing',
  ta: 'users and servers of the group physics-101',
  student: 'may open Hubscope; nothing beyond their own',
  stranger: 'may not open Hubscope',
} as const

export type Persona = keyof typeof personas

/** The group that the rights of `ta` are filtered to. */
export const taGroup = 'physics-101'

/** Names that break careless software. The hub allows all of them; it lowers the case of every name. */
export const awkwardNames = [
  'ada@example.org',
  'grace.hopper+lab@example.org',
  'mary ann',
  'zoë',
  'jürgen müller',
  '山田太郎',
  'оксана',
  'محمد',
  '<b>bold<b>',
  "o'neill & sons",
  '100%',
  'c#',
  '?query=1',
  'a=b!user',
  'back\\slash',
  'very-long-name-that-does-not-fit-into-any-reasonable-column-of-a-table-0123456789',
]

const firstNames =
  'amal bela chen dara emil fay gus hana ivo jun kai lea mio nia ole pia quin rosa sam tove'.split(' ')
const lastNames = 'abe berg cruz diaz ek fox gray hall ito jones'.split(' ')

function plainName(index: number): string {
  const first = firstNames[index % firstNames.length] ?? 'user'
  const last = lastNames[Math.floor(index / firstNames.length) % lastNames.length] ?? 'name'
  const round = Math.floor(index / (firstNames.length * lastNames.length))
  return `${first}.${last}${round === 0 ? '' : round + 1}`
}

/** `count` users besides the personas: the awkward names first, then plain ones. Always the same. */
export function moreUsers(count: number): string[] {
  const plain = Array.from({ length: Math.max(0, count - awkwardNames.length) }, (_, index) =>
    plainName(index),
  )
  return [...awkwardNames, ...plain].slice(0, count)
}

const hubscope = 'access:services!service=hubscope'

const roles: Role[] = [
  {
    name: 'reader',
    description: 'Looks at everything, changes nothing',
    users: ['reader'],
    // Not `proxy`: the hub has no scope to read the routes without the right to change the proxy.
    scopes: [
      'list:users',
      'read:users',
      'read:servers',
      'list:groups',
      'read:groups',
      'list:services',
      'read:services',
      'read:roles',
      'read:hub',
      'read:tokens',
      hubscope,
    ],
    readsShares: true,
  },
  {
    name: 'physics-ta',
    description: 'Sees the users of physics-101 and runs their servers',
    users: ['ta'],
    scopes: [
      ...['list:users', 'read:users', 'servers', 'list:groups', 'read:groups'].map(
        (scope) => `${scope}!group=${taGroup}`,
      ),
      hubscope,
    ],
    readsShares: false,
  },
  {
    name: 'hubscope-visitor',
    description: 'May open Hubscope',
    users: ['student'],
    scopes: [hubscope],
    readsShares: false,
  },
]

/** Everybody of the local hub: the personas and `count` more users in six groups. */
export function seedPeople(count: number): People {
  const others = moreUsers(count)
  const everyNth = (step: number, offset: number) => others.filter((_, index) => index % step === offset)
  return {
    names: ['admin', 'reader', 'ta', 'student', 'stranger', ...others],
    groups: {
      // First: users are made in the order in which they appear.
      everyone: ['admin', 'reader', 'ta', 'student', 'stranger', ...others],
      staff: ['admin', 'reader', 'ta', ...everyNth(25, 4)],
      [taGroup]: ['ta', 'student', ...everyNth(7, 0)],
      'chem-202': ['stranger', ...everyNth(5, 1)],
      'bio 303 (spring)': everyNth(9, 2),
      empty: [],
    },
    // Every third one, over the last forty days.
    quietMinutes: Object.fromEntries(
      everyNth(3, 0).map((name, index) => [name, ((index * index) % 4500) * 13 + 13]),
    ),
    roles,
  }
}
