import { type ProxyKind, usualSite } from './proxy.ts'

const upstream = new URL(usualSite.upstream).host

/** The lines of a recipe below what whoever copies them must know. */
export function withNotes(proxy: ProxyKind, lines: readonly string[]): string[] {
  return [
    // It does not start with a setting twice, and sends a header twice.
    ...(proxy === 'nginx' && lines.some((line) => !line.startsWith('#'))
      ? ['# each line replaces those of the same name']
      : []),
    ...(lines.some((line) => line.includes(upstream))
      ? [`# ${upstream} stands for the address of the hub’s proxy; put yours there`]
      : []),
    ...lines,
  ]
}
