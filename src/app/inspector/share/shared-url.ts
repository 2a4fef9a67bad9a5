import { baseUrl } from '../../base.ts'

/** The key of a shared exchange in the address of the inspector's page. */
export const sharedParam = 'shared'

/** The address that shows a shared exchange; after the `#` in the demo, as all its pages are. */
export function sharedUrl(value: string): string {
  return new URL(`${__DEMO__ ? '#/' : ''}inspector?${sharedParam}=${value}`, baseUrl).href
}
