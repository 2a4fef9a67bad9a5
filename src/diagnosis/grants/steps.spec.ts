import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { delegationAsHelm, rolesAsHelm } from './helm.ts'
import { delegationAsPython, rolesAsPython } from './python.ts'
import { roleName } from './role.ts'

const text = (lines: readonly { text: string }[]) => lines.map((line) => line.text).join('\n')

const odd = [
  'o"n\\e',
  "o'neill & sons",
  'a: b # c',
  '- x',
  '山田',
  'yes',
  '\u0085\u2028\u007F',
  'tab\tnew\nline',
]

describe('a role as chart values', () => {
  test('reads back as it was, whatever the names', () => {
    const roles = odd.map((name, index) => ({
      name: `r${index}`,
      scopes: [`servers!user=${name}`, 'proxy'],
      users: [name],
      groups: [name],
      services: [name],
    }))
    expect(parse(text(rolesAsHelm(roles)))).toEqual({
      hub: {
        loadRoles: Object.fromEntries(
          roles.map(({ name, scopes, users, groups, services }) => [
            name,
            { scopes, users, groups, services },
          ]),
        ),
      },
    })
  })

  test('leaves out who gets it not', () => {
    expect(parse(text(rolesAsHelm([{ name: 'r', scopes: ['proxy'], users: ['ta'] }])))).toEqual({
      hub: { loadRoles: { r: { scopes: ['proxy'], users: ['ta'] } } },
    })
  })
})

describe('a delegation as chart values', () => {
  test('holds the whole list, twice, since Helm replaces lists and the hub tells the service nothing', () => {
    const before = ['list:users', "servers!user=o'neill"]
    const all = [...before, 'proxy']
    expect(parse(text(delegationAsHelm(['proxy'], 'hubscope', before)))).toEqual({
      hub: {
        services: {
          hubscope: {
            oauth_client_allowed_scopes: all,
            environment: { HUBSCOPE_ALLOWED_SCOPES: JSON.stringify(all) },
          },
        },
      },
    })
  })

  test('says where the rest stands when the list is not known', () => {
    const lines = delegationAsHelm(['proxy'], 'hubscope', undefined)
    expect(parse(text(lines))).toEqual({
      hub: { services: { hubscope: { oauth_client_allowed_scopes: ['proxy'] } } },
    })
    expect(text(lines)).toContain('# what stands there now')
  })
})

describe('for jupyterhub_config.py', () => {
  test('a role is appended', () => {
    expect(text(rolesAsPython([{ name: 'r', scopes: ['a', 'b!user=x'], groups: ['o"n\\e'] }]))).toBe(
      String.raw`c.JupyterHub.load_roles.append(
    {
        "name": "r",
        "scopes": [
            "a",
            "b!user=x",
        ],
        "groups": ["o\"n\\e"],
    }
)`,
    )
  })

  test('a delegation changes the service’s own entry, and what its environment tells', () => {
    const told = text(delegationAsPython(['proxy'], 'hubscope', true))
    expect(told).toContain('if service["name"] == "hubscope":')
    expect(told).toContain('[*service.get("oauth_client_allowed_scopes", []), "proxy"]')
    expect(told).toContain('["HUBSCOPE_ALLOWED_SCOPES"] = json.dumps(allowed)')
    expect(text(delegationAsPython(['proxy'], 'hubscope', false))).not.toMatch(/json|HUBSCOPE/)
  })
})

describe('the name of a role', () => {
  test('says what it is for', () => {
    expect(roleName('delete:servers!server=alice/gpu', 'ta')).toBe('may-delete-servers-server-alice-gpu-ta')
  })

  test.each([
    ['o"n\\e', 'o-n-e'],
    ['山田', '田中'],
    ['a@b', 'a.b'],
    ['x'.repeat(300), 'x'.repeat(301)],
  ])('is one the hub takes, and another for %s than for %s', (one, other) => {
    const names = [roleName('servers', one), roleName('servers', other)]
    expect(new Set(names).size).toBe(2)
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9\-_~.]{1,253}[a-z0-9]$/)
  })
})
