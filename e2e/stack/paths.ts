import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The directory of package.json. */
export const root = fileURLToPath(new URL('../../', import.meta.url))
/** Python environments and the directories of runs; ignored by git. */
export const cache = join(root, '.cache', 'stack')
export const stackFolder = join(root, 'e2e', 'stack')
/** What `npm run build` makes of src/server. */
export const builtService = join(root, 'dist', 'server', 'hubscope.js')
