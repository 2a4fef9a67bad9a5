import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { delegableScopes } from './roles.ts'

it('delegates to Hubscope what the operator’s configuration block does', () => {
  const block = readFileSync(new URL('../../../deploy/jupyterhub_config.py', import.meta.url), 'utf8')
  const list = /^hubscope_scopes = \[\n(.*?)^\]/ms.exec(block)?.[1] ?? ''
  const scopes = [...list.matchAll(/^ +"([^"]+)",$/gm)].map((match) => match[1])
  expect(delegableScopes).toEqual(scopes)
})
