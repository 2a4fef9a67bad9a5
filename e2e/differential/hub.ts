import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { type Operation, operations } from '#hub/operations.ts'
import type { HubVersion } from '#stack/hub-versions.ts'
import { ensureVenv } from '#stack/venv.ts'
import * as z from 'zod/mini'
import { type Case, caseSchema, type Fn } from './case.ts'

const generator = join(import.meta.dirname, 'generate.py')

const table = Object.entries<Operation>(operations).map(([id, operation]) => {
  const { method, path, defaultPath, scopes, scopesBefore } = operation
  return { id, method, path, defaultPath, scopes: [...scopes, ...(scopesBefore?.scopes ?? [])] }
})

/** The scope code of one JupyterHub, in its own Python. */
export interface Hub {
  /** Random cases with the hub's answers: as many of each function as `counts` says. */
  random(counts: Record<Fn, number>): Promise<Case[]>
  /** The hub's answers to other cases. */
  answer(cases: readonly Case[]): Promise<Case[]>
}

/** Makes the Python environment when there is none. The same seed gives the same cases and answers. */
export async function hubOf(version: HubVersion, seed: number): Promise<Hub> {
  const python = await ensureVenv(version, { progress: () => {} })
  return {
    random: (counts) => run(python, seed, { seed, counts }),
    answer: (cases) => run(python, seed, { cases }),
  }
}

async function run(python: string, seed: number, request: object): Promise<Case[]> {
  const child = spawn(python, [generator], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Sets of strings have the order that this seed gives them; without bytecode no files are left behind.
    env: { ...process.env, PYTHONHASHSEED: String(seed), PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' },
  })
  let complaint = ''
  child.stderr.on('data', (text) => (complaint += String(text)))
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  child.stdin.end(JSON.stringify({ operations: table, ...request }))
  const cases: Case[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    cases.push(z.parse(caseSchema, JSON.parse(line)))
  }
  if ((await ended) !== 0) throw new Error(`The generator failed:\n${complaint}`)
  return cases
}
