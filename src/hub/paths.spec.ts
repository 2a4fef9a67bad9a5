import { describe, expect, test } from 'vitest'
import { operationOf, operations, type OperationId } from './operations.ts'
import { isKnownPath, matchOperation, methodsOf, operationPath } from './paths.ts'

const ids = Object.keys(operations) as OperationId[]

describe('a path is built', () => {
  test.each([
    ['alice', '/users/alice'],
    ['alice@uni.example', '/users/alice%40uni.example'],
    ['a b+c', '/users/a%20b%2Bc'],
    ['bjørn', '/users/bj%C3%B8rn'],
    ['<b>x</b>', '/users/%3Cb%3Ex%3C%2Fb%3E'],
    ['a/../b', '/users/a%2F..%2Fb'],
    ['50%', '/users/50%25'],
    ['#?', '/users/%23%3F'],
    ['...', '/users/...'],
  ])('with the name %s as one segment', (user, path) => {
    expect(operationPath('getUser', { user })).toBe(path)
  })

  test('without a server’s name for the default server', () => {
    expect(operationPath('startServer', { user: 'alice', server: '' })).toBe('/users/alice/server')
    expect(operationPath('watchProgress', { user: 'alice', server: '' })).toBe('/users/alice/server/progress')
    expect(operationPath('stopServer', { user: 'alice', server: 'gpu' })).toBe('/users/alice/servers/gpu')
  })

  test.each(['.', '..'])('not with the name %s, which every URL parser drops', (user) => {
    expect(() => operationPath('getUser', { user })).toThrow(/cannot stand in a URL/)
  })

  test('not without a value', () => {
    expect(() => operationPath('getUser')).toThrow(/needs a value for user/)
    expect(() => operationPath('getGroup', { group: '' })).toThrow(/needs a value for group/)
  })
})

describe('a path is recognised', () => {
  test.each(ids)('as it was built for %s', (id) => {
    const operation = operationOf(id)
    const params = Object.fromEntries(
      [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, `a/b @${name}+ä%2F`]),
    )
    expect(matchOperation(operation.method, operationPath(id, params))).toMatchObject({ id, params })
  })

  test('for the default server, whose name is empty', () => {
    expect(matchOperation('DELETE', '/users/alice/server')).toMatchObject({
      id: 'stopServer',
      params: { user: 'alice', server: '' },
    })
    expect(matchOperation('GET', '/users/alice/server/progress')?.id).toBe('watchProgress')
  })

  test('as the version at the root', () => {
    expect(matchOperation('GET', '/')?.id).toBe('getVersion')
  })

  test.each([
    ['PATCH', '/proxy'],
    ['POST', '/shutdown'],
    ['POST', '/services/x'],
    ['GET', '/users/'],
    ['GET', '/users/alice/'],
    ['GET', '/users/alice/servers/'],
    ['GET', '//users'],
    ['GET', '/users/%E0%A4%A'],
    ['get', '/users'],
    ['GET', '/oauth2/authorize'],
  ])('not as %s %s', (method, path) => {
    expect(matchOperation(method, path)).toBeUndefined()
  })

  test('with the methods it has', () => {
    expect(methodsOf('/proxy')).toEqual(['GET', 'POST'])
    expect(methodsOf('/users/alice/server').toSorted()).toEqual(['DELETE', 'GET', 'PATCH', 'POST', 'PUT'])
    expect(isKnownPath('/users/alice/server')).toBe(true)
    expect(isKnownPath('/shutdown')).toBe(false)
  })
})
