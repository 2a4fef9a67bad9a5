import { describe, expect, it } from 'vitest'
import { findPython, type PythonProbe } from './python.ts'

function machine(pythons: Record<string, PythonProbe>) {
  return (command: string) => Promise.resolve(pythons[command])
}

function python(minor: number, hasVenv = true): PythonProbe {
  return { major: 3, minor, hasVenv }
}

describe('the Python for the local hub', () => {
  it('is python3 when that is new enough', async () => {
    expect(await findPython({}, machine({ python3: python(11), 'python3.13': python(13) }))).toBe('python3')
  })

  it('is a newer one by its full name when python3 is old', async () => {
    expect(await findPython({}, machine({ python3: python(9), 'python3.12': python(12) }))).toBe('python3.12')
  })

  it('is another one when the first lacks venv', async () => {
    const found = await findPython({}, machine({ python3: python(12, false), 'python3.11': python(11) }))
    expect(found).toBe('python3.11')
  })

  it('is what PYTHON says, before all others', async () => {
    const there = machine({ python3: python(11), '/opt/python': python(12) })
    expect(await findPython({ PYTHON: '/opt/python' }, there)).toBe('/opt/python')
  })

  it.each([
    [{}, {}, 'No Python found: install Python 3.10 or newer with its venv module, or name it in'],
    [{}, { python3: python(9) }, 'python3 is Python 3.9: the local hub needs Python 3.10 or newer.'],
    [{}, { python3: python(11, false) }, 'python3 (Python 3.11) lacks the venv module with pip: install it'],
    [{ PYTHON: '/nowhere' }, { python3: python(11) }, 'PYTHON=/nowhere does not run: set it to'],
    [
      { PYTHON: 'old' },
      { old: python(8), python3: python(11) },
      'PYTHON=old is Python 3.8: the local hub needs',
    ],
  ])('is asked for in one line: %j %j', async (environment, pythons, message) => {
    await expect(findPython(environment, machine(pythons))).rejects.toThrow(message)
  })
})
