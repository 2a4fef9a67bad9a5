let token = ''

/** The CSRF token of the current session; empty before the first `GET api/session`. */
export function csrfToken(): string {
  return token
}

export function setCsrfToken(value: string): void {
  token = value
}
