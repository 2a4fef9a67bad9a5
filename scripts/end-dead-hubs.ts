import { sweepDeadRuns } from '#stack/run-directory.ts'

/** Ends the hubs of stacks whose process is gone, and removes their directories. */
await sweepDeadRuns()
