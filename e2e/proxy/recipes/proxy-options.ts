import * as z from 'zod/mini'

/** The stack starts the proxy itself, with the options of the command that the hub's configuration names. */
export function proxyOptionsIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const added = /^c\.ConfigurableHTTPProxy\.command\.(?:append\((.*)\)|extend\(\[(.*)\]\))$/.exec(line)
    return added ? z.array(z.string()).parse(JSON.parse(`[${added[1] ?? added[2]}]`)) : []
  })
}
