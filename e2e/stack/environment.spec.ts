import { expect, it } from 'vitest'
import { runEnvironment } from './environment.ts'

it('keeps what would change the hub out of its environment, and marks it with the run', () => {
  const environment = runEnvironment(
    {
      PATH: '/usr/bin',
      HOME: '/home/me',
      JUPYTERHUB_API_TOKEN: 'of another hub',
      CONFIGPROXY_AUTH_TOKEN: 'of another proxy',
      HUBSCOPE_COOKIE_SECRET: 'mine',
      PYTHONPATH: '/somewhere',
      npm_config_loglevel: 'silent',
      PIP_INDEX_URL: 'https://pypi.example.org/simple',
    },
    { runDir: '/cache/run-1', path: ['/cache/run-1/bin', '/venv/bin'] },
  )
  expect(environment).toEqual({
    PATH: '/cache/run-1/bin:/venv/bin:/usr/bin',
    HOME: '/home/me',
    PIP_INDEX_URL: 'https://pypi.example.org/simple',
    LANG: 'C.UTF-8',
    PYTHONUTF8: '1',
    PYTHONHASHSEED: '0',
    PYTHONUNBUFFERED: '1',
    HUBSCOPE_STACK_RUN: '/cache/run-1',
  })
})
