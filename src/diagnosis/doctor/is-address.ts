/** Whether a host, as URLs write it, is an address and no name. */
export function isAddress(host: string): boolean {
  return /^[\d.]+$|:/.test(host)
}
