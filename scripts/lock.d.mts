/**
 * Runs `work` while holding the lock file `path`; other processes of this clone wait for their turn.
 * `onWait` is told the process id of the holder, once, when there is something to wait for.
 */
export function withLock<T>(
  path: string,
  work: () => Promise<T>,
  onWait?: (holder: number | undefined) => void,
): Promise<T>
