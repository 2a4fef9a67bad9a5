/** Milliseconds to the next look: soon while something is pending, else `calm`. TanStack Query pauses it in a hidden tab. */
export function pollEvery(pending: boolean, calm: number): number {
  return pending ? 2_500 : calm
}
