const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const count = new Intl.NumberFormat('en')
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const full = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
})

/** `1,284` */
export function formatCount(value: number): string {
  return count.format(value)
}

/** `1 user`, `2 users`: the word gets an s unless `plural` says otherwise. */
export function formatAmount(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(value)} ${value === 1 ? singular : plural}`
}

/** Two figures at most: `18 s`, `4 m 05 s`, `2 h 04 m`, `1 d 4 h`, `45 d`. Takes ms; negative counts as 0. */
export function formatDuration(ms: number): string {
  const value = Math.max(0, ms)
  if (value < minute) return `${Math.floor(value / second)} s`
  if (value < hour) return `${Math.floor(value / minute)} m ${padded((value % minute) / second)} s`
  if (value < day) return `${Math.floor(value / hour)} h ${padded((value % hour) / minute)} m`
  const days = Math.floor(value / day)
  const hours = Math.floor((value % day) / hour)
  return days < 10 && hours > 0 ? `${days} d ${hours} h` : `${formatCount(days)} d`
}

/** How long an answer took: `9 ms`, `1.4 s`, `18 s`. */
export function formatLatency(ms: number): string {
  if (ms < second) return `${Math.round(ms)} ms`
  return ms < 10 * second ? `${(ms / second).toFixed(1)} s` : formatDuration(ms)
}

/** Decimal units, as browsers show them: `412 B`, `12 kB`, `1.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 10_000) return `${(bytes / 1_000).toFixed(1)} kB`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/**
 * A moment seen from `now`, both ms since the epoch: `just now`, `18 s ago`, `3 h ago`, `in 2 d`; beyond four weeks the
 * date. A few seconds in the future are `just now`: clocks differ.
 */
export function formatRelative(then: number, now: number): string {
  const distance = Math.abs(now - then)
  if (distance < 5 * second || (then > now && distance < minute)) return 'just now'
  if (distance >= 28 * day) return formatDate(then, now)
  return then > now ? `in ${rounded(distance)}` : `${rounded(distance)} ago`
}

/** `14 Feb`, with the year when it is not `now`'s. */
export function formatDate(then: number, now: number): string {
  const sameYear = new Date(then).getFullYear() === new Date(now).getFullYear()
  return (sameYear ? dayMonth : dayMonthYear).format(then)
}

/** `12:03`, in the visitor's time zone. */
export function formatClock(then: number): string {
  return clock.format(then)
}

/** `Fri, 14 Feb 2026, 12:03:09 CET`, in the visitor's time zone. */
export function formatAbsolute(then: number): string {
  return full.format(then)
}

/** Ms since the epoch; undefined for anything that is not a date. */
export function parseTime(iso: string | null | undefined): number | undefined {
  if (iso == null) return undefined
  const time = Date.parse(iso)
  return Number.isNaN(time) ? undefined : time
}

function padded(value: number): string {
  return String(Math.floor(value)).padStart(2, '0')
}

function rounded(distance: number): string {
  if (distance < minute) return `${Math.floor(distance / second)} s`
  if (distance < hour) return `${Math.floor(distance / minute)} m`
  if (distance < day) return `${Math.floor(distance / hour)} h`
  return `${Math.floor(distance / day)} d`
}
