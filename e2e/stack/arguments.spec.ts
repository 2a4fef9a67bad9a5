import { describe, expect, it } from 'vitest'
import { parseLocalHubArguments } from './arguments.ts'
import { StackProblem } from './problem.ts'

describe('the words after npm start --', () => {
  it('default to the newest hub at the root of port 8000', () => {
    expect(parseLocalHubArguments([])).toEqual({
      port: 8000,
      hub: '6.1.1',
      baseUrl: '/',
      subdomain: undefined,
      people: 200,
      verbose: false,
      help: false,
    })
  })

  it('are all read', () => {
    const words = '--port 8001 --hub 4.1.6 --base-url /jupyter/ --subdomain localhost --people 20 --verbose'
    expect(parseLocalHubArguments(words.split(' '))).toEqual({
      port: 8001,
      hub: '4.1.6',
      baseUrl: '/jupyter/',
      subdomain: 'localhost',
      people: 20,
      verbose: true,
      help: false,
    })
  })

  it.each([
    ['jupyter', '/jupyter/'],
    ['/jupyter', '/jupyter/'],
    ['//deep/er//', '/deep/er/'],
    ['/', '/'],
    ['', '/'],
  ])('make a base url of %j', (text, baseUrl) => {
    expect(parseLocalHubArguments([`--base-url=${text}`]).baseUrl).toBe(baseUrl)
  })

  it.each([
    [['--port', 'http'], '--port http: give a whole number from 0 to 65535.'],
    [['--port', '70000'], '--port 70000: give a whole number from 0 to 65535.'],
    [['--hub', '7'], '--hub 7: the local hub can be 6.1.1, 5.5.4, 4.1.6, 3.1.1.'],
    [['--base-url', '/a?b'], '--base-url /a?b: give a path such as /jupyter/.'],
    [
      ['--subdomain', 'http://localhost'],
      '--subdomain http://localhost: give a host name without scheme and port, such as localhost.',
    ],
    [['--prot', '1'], "Unknown option '--prot'. See npm start -- --help."],
    [['8000'], "Unexpected argument '8000'. See npm start -- --help."],
  ])('are refused in one line when wrong: %j', (words, message) => {
    expect(() => parseLocalHubArguments(words)).toThrow(new StackProblem(message))
  })
})
