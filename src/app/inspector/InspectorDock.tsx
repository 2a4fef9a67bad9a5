/** The page's own requests, docked at the bottom of every page. */
export function InspectorDock() {
  return <section aria-label="Inspector" />
}
