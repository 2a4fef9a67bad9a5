/** What a connection throws where nobody listens, as Node's fetch does. */
export function refusedConnection(): TypeError {
  return failedConnection('ECONNREFUSED')
}

/** What a connection throws whose other end shows a certificate that no known authority has signed. */
export function untrustedCertificate(): TypeError {
  return failedConnection('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
}

function failedConnection(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}
