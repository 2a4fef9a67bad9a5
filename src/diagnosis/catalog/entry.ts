/**
 * `error`: somebody cannot do what they should be able to; `warning`: it works, and something is at risk or about to fail;
 * `info`: it is as it should be, and only looks like a fault.
 */
export type Severity = 'error' | 'warning' | 'info'

/** What is known of a failure in general; a finding says what is known of the case at hand. */
export interface CatalogEntry {
  severity: Severity
  /** One sentence without a full stop; the heading of its page in docs/findings. */
  title: string
  /** One paragraph of plain text: what happens, and why. */
  text: string
}
