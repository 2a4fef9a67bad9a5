import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hubVersions } from './hub-versions.ts'
import { stackFolder } from './paths.ts'
import { explainPip } from './pip.ts'
import { fingerprint } from './venv.ts'

describe('the fingerprint of requirements', () => {
  it('changes with a pin', () => {
    expect(fingerprint('tornado==6.4.2\n')).not.toBe(fingerprint('tornado==6.6.1\n'))
  })

  it('does not change with comments, blank lines and line ends', () => {
    expect(fingerprint('# why\n\njupyterhub==6.1.1\r\ntornado==6.6.1')).toBe(
      fingerprint('jupyterhub==6.1.1\ntornado==6.6.1\n'),
    )
  })
})

describe.each(hubVersions)('the requirements for hub %s', (version) => {
  const lines = readFileSync(join(stackFolder, 'requirements', `hub-${version}.txt`), 'utf8').split('\n')

  it('name this hub', () => {
    expect(lines).toContain(`jupyterhub==${version}`)
  })

  it('pin every package', () => {
    const loose = lines.filter(
      (line) => line !== '' && !line.startsWith('#') && !/^[\w.-]+==[\w.]+(;|$)/.test(line),
    )
    expect(loose).toEqual([])
  })
})

describe('a failed pip', () => {
  it('without network is told from what pip printed', () => {
    const output =
      "WARNING: Retrying after connection broken by 'NewConnectionError: Temporary failure in name resolution'"
    expect(explainPip(output, 'pip.log')).toBe(
      "pip could not reach the package index: check the network, or set PIP_INDEX_URL or PIP_PROXY. pip's own words: pip.log",
    )
  })

  it('gives its last error otherwise', () => {
    const output = 'ERROR: Ignored 1.0\nERROR: No matching distribution found for x==9\n'
    expect(explainPip(output, 'pip.log')).toBe(
      'pip failed: No matching distribution found for x==9 Full text: pip.log',
    )
  })
})
