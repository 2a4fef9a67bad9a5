/** What Re-check did: `1 route added, 2 removed`. */
export function recheckText(result: Record<'added' | 'removed' | 'changed', readonly string[]>): string {
  const { added, removed, changed } = result
  const parts = [
    ...(added.length > 0 ? [`${added.length} ${added.length === 1 ? 'route' : 'routes'} added`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
    ...(changed.length > 0 ? [`${changed.length} pointed elsewhere`] : []),
  ]
  return parts.length > 0 ? `${parts.join(', ')}.` : 'Nothing to repair: the proxy has what the hub wants.'
}
