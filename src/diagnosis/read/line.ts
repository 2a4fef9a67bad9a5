/** What wrote a line. `server` is a user's server, `python` another Python service or library, `page` HTML or JSON of an answer. */
export type Source =
  | 'hub'
  | 'server'
  | 'python'
  | 'chp'
  | 'nginx'
  | 'apache'
  | 'haproxy'
  | 'traefik'
  | 'caddy'
  | 'envoy'
  | 'access'
  | 'browser'
  | 'curl'
  | 'har'
  | 'config'
  | 'other'

/** One line of the text, masked, without what collectors of logs put around it. */
export interface Line {
  /** From 1, in the text as it was given. */
  number: number
  text: string
  source: Source
  /** The text without timestamp, level and logger; the same as `text` where there are none. */
  message: string
  /** `D I W E C` of Python's loggers, where the line has one. */
  level: string | undefined
}
