/** A sentence by which something known can be recognised, wherever it stands in a text. */
export interface Signal {
  /** Plain words, one of which every such line has; looked for first, because that is cheap. */
  needles: readonly string[]
  /** The whole of it, with what is worth knowing as groups. */
  pattern: RegExp | undefined
}

export function signal(needles: string | readonly string[], pattern?: RegExp): Signal {
  return { needles: typeof needles === 'string' ? [needles] : needles, pattern }
}
