/** Checks of which an asker can say why it did not make them. */
export const checkNames = {
  login: 'Login',
  token: 'Token',
  routes: 'Routes',
  progress: 'Progress of a start',
} as const
