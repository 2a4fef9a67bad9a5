import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runEnvironment } from '#stack/environment.ts'
import { root } from '#stack/paths.ts'
import { freePorts } from '#stack/ports.ts'
import { startProcess } from '#stack/processes.ts'
import { waitFor } from '#stack/wait.ts'
import type { Edge } from './edges/edge.ts'
import { exchange } from './exchange.ts'
import { applyRecipe } from './recipes/apply.ts'
import { changed, forSite, originOf, type Change, type Site } from './site.ts'

/** Milliseconds. A proxy is up in well under a second; Traefik and a busy machine take longer. */
const startTimeout = 30_000
const stopPatience = 2_000

/** A proxy that runs in front of a hub. */
export type RunningEdge = {
  name: Edge['name']
  site: Site
  /** `https://localhost:port`, without a slash at the end. */
  origin: string
  /** What it printed so far. */
  logs(): string
  stop(): Promise<void>
}

export type EdgeOptions = {
  edge: Edge
  program: string
  /** The run's directory of the stack, which ends what is left. */
  runDir: string
  upstreamPort: number
  certificates: string
  /** The name of the site; the usual one unless told. */
  siteName?: string
  /** The hub's base URL; `/` unless told. */
  base?: string
  /** The ports with and without TLS; free ones unless somebody had to know them before. */
  ports?: readonly number[]
  /** What makes this one different from the file of deploy/proxies. */
  changes?: readonly Change[]
  /** Printed lines that are then written into it. */
  recipe?: readonly string[]
}

function writeFiles(options: EdgeOptions, directory: string, site: Site): void {
  const { edge, program, changes = [] } = options
  const written: Record<string, string> = {}
  for (const file of edge.files) {
    const shipped = readFileSync(join(root, 'deploy', 'proxies', edge.name, file), 'utf8')
    const own = changes.filter((change) => (change.file ?? edge.files[0]) === file)
    // First the changes, so that they are written in an operator's terms.
    written[file] = forSite(own.reduce(changed, shipped), site)
  }
  const { recipe } = options
  const files = recipe ? applyRecipe(edge, written, { lines: recipe, site }) : written
  for (const [file, text] of Object.entries(files)) {
    writeFileSync(join(directory, file), edge.toLoopback(text, directory))
  }
  for (const [file, text] of Object.entries(edge.around({ directory, program, site }))) {
    writeFileSync(join(directory, file), text)
  }
}

/** Starts a proxy with the file of deploy/proxies, changed or not, and waits until it answers. */
export async function startEdge(options: EdgeOptions): Promise<RunningEdge> {
  const { edge, program, runDir } = options
  const [port = 0, plainPort = 0] = options.ports ?? (await freePorts(2))
  const site: Site = {
    ...(options.siteName === undefined ? {} : { name: options.siteName }),
    port,
    plainPort,
    upstreamPort: options.upstreamPort,
    certificates: options.certificates,
  }
  const edges = join(runDir, 'edges')
  mkdirSync(edges, { recursive: true })
  const directory = mkdtempSync(join(edges, `${edge.name}-`))
  writeFiles(options, directory, site)
  const lines: string[] = []
  const running = startProcess({
    name: edge.name,
    command: program,
    args: edge.arguments({ directory, program, site }),
    cwd: directory,
    env: {
      ...runEnvironment(process.env, { runDir, path: [] }),
      HOME: directory,
      XDG_DATA_HOME: directory,
      XDG_CONFIG_HOME: directory,
    },
    onLine: (_, line) => lines.push(line),
  })
  // Apache and nginx cannot open the sockets that their standard streams are, and write files.
  const files = ['error.log', 'access.log'].map((name) => join(directory, name))
  const logs = () => {
    const written = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'))
    return [...lines, ...written].join('\n')
  }
  const answers = async () => {
    const answer = await exchange(`${originOf(site)}${options.base ?? '/'}hub/api/`, { timeout: 5_000 })
    return edge.isStillLoading?.(answer) ? undefined : true
  }
  try {
    await waitFor(`An answer of ${edge.name}`, answers, {
      timeout: startTimeout,
      check: () => {
        const end = running.ended()
        if (end !== undefined) throw new Error(`${edge.name} ended with ${end}`)
      },
    })
  } catch (error) {
    await running.stop(stopPatience)
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`${reason}\n${logs().split('\n').slice(-20).join('\n')}`, { cause: error })
  }
  return {
    name: edge.name,
    site,
    origin: originOf(site),
    logs,
    stop: () => running.stop(stopPatience),
  }
}
