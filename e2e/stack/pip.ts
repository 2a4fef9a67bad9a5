const noNetwork =
  /name resolution|NewConnectionError|NameResolutionError|Network is unreachable|Connection refused|ConnectTimeout|Read timed out|ProxyError|Could not fetch URL/i

/** One line for a failed `pip install`: what to do, from what pip printed. */
export function explainPip(output: string, log: string): string {
  if (noNetwork.test(output)) {
    return `pip could not reach the package index: check the network, or set PIP_INDEX_URL or PIP_PROXY. pip's own words: ${log}`
  }
  if (/No space left on device/.test(output)) return 'The disk is full: make room and start again.'
  const errors = output.split('\n').filter((line) => line.startsWith('ERROR: '))
  const last = errors.at(-1)?.slice('ERROR: '.length) ?? 'no reason given'
  return `pip failed: ${last} Full text: ${log}`
}
