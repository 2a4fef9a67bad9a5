/** A role as `c.JupyterHub.load_roles` takes it. */
export interface Role {
  name: string
  scopes: readonly string[]
  users?: readonly string[]
  groups?: readonly string[]
  services?: readonly string[]
}

/** Longer names would make lines that nobody reads. */
const longest = 60

/**
 * A name that says what a role is for. The hub takes lower-case letters, digits and `-_.~`, and does not start when two
 * roles have one name, so words that do not fit become a checksum. Source: `_validate_role_name` in jupyterhub/roles.py.
 */
export function roleName(...words: readonly string[]): string {
  const whole = words.join(' ')
  const name = slug(whole)
  const fits = name.length <= longest && /^[a-z0-9 :!=/-]*$/.test(whole)
  return fits ? `may-${name}` : `may-${slug(name.slice(0, longest))}-${checksum(whole)}`
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/** FNV-1a, 32 bits: enough to tell names apart that look alike. */
function checksum(text: string): string {
  let hash = 0x81_1c_9d_c5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01_00_01_93) >>> 0
  return hash.toString(36)
}
