import type { Echo } from './contract.ts'

/**
 * Characters. Every header of an answer has to fit into one buffer of the proxies in front, of which nginx gives 4 KiB by
 * default; a larger answer would be a 502 there.
 */
const longest = 2_048

/** The lengths to which values are cut, one after the other, until the whole is short enough. */
const valueLengths = [2_048, 512, 160, 64, 24]

/**
 * What a request looked like on its way in, as one header value: JSON in ASCII. What makes it too long is cut, and at
 * last the cookies beyond the ten largest; undefined when even that is not enough.
 */
export function arrivalValue(echo: Echo): string | undefined {
  const largest = { ...echo, cookies: echo.cookies.toSorted((a, b) => b.bytes - a.bytes).slice(0, 10) }
  for (const each of [echo, largest]) {
    for (const length of valueLengths) {
      const value = ascii(JSON.stringify(withShortValues(each, length)))
      if (value.length <= longest) return value
    }
  }
  return undefined
}

function withShortValues(echo: Echo, length: number): Echo {
  const headers = Object.entries(echo.headers).map(([name, value]) => [name, shorten(value, length)])
  return {
    ...echo,
    target: shorten(echo.target, length),
    headers: Object.fromEntries(headers),
    cookies: echo.cookies.map(({ name, bytes }) => ({ name: shorten(name, length), bytes })),
  }
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}

/** Header values are bytes to some, Latin-1 to others, and ASCII to all. */
function ascii(json: string): string {
  return json.replaceAll(
    /[^\x20-\x7e]/g,
    (character) => String.raw`\u` + character.charCodeAt(0).toString(16).padStart(4, '0'),
  )
}
