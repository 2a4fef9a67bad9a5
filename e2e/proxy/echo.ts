import { echoSchema, servicePaths, type Echo } from '#server/contract.ts'
import { exchange, type Exchange } from './exchange.ts'
import { hubscope } from './log-in.ts'

/** What arrived at Hubscope of a request through the edge. It needs no login. */
export async function echoOf(origin: string, options: Exchange = {}): Promise<Echo> {
  const answer = await exchange(`${origin}${hubscope}${servicePaths.echo}`, options)
  if (answer.status !== 200) throw new Error(`The echo was answered ${answer.status} ${answer.body}`)
  return echoSchema.parse(JSON.parse(answer.body))
}
