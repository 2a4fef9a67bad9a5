import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Edge } from './edge.ts'

const folders = ['/usr/lib/apache2/modules', '/usr/lib64/httpd/modules', '/usr/libexec/apache2']

/** Those that the operator's file needs, and those that the changes use. */
const modules =
  'mpm_event unixd authn_core authz_core authz_host access_compat alias headers proxy proxy_http ssl socache_shmcb env setenvif filter deflate rewrite auth_basic authn_file authz_user cache cache_socache expires allowmethods buffer http2 reqtimeout ratelimit'

function loadModules(): string {
  const folder = folders.find((path) => existsSync(path)) ?? 'modules'
  return modules
    .split(' ')
    .map((name) => [name, join(folder, `mod_${name}.so`)] as const)
    .filter(([, file]) => existsSync(file))
    .map(([name, file]) => `LoadModule ${name}_module ${file}`)
    .join('\n')
}

/** Apache refuses to serve as root; the number is `nobody` everywhere. */
const asNobody = 'User #65534\nGroup #65534'

export const apache: Edge = {
  name: 'apache',
  origin: {
    kind: 'debian',
    commands: ['apache2', 'httpd', '/usr/sbin/apache2', '/usr/sbin/httpd'],
    packages: ['apache2-bin'],
  },
  files: ['jupyterhub.conf'],
  // Apache takes an address from `Listen` alone.
  toLoopback: (text) => text,
  around: ({ directory, site }) => ({
    'apache.conf': `
ServerRoot ${directory}
DefaultRuntimeDir ${directory}
PidFile ${directory}/apache.pid
ErrorLog ${directory}/error.log
Mutex file:${directory} default
ServerName localhost
StartServers 1
ThreadsPerChild 32
MaxRequestWorkers 64
${loadModules()}
${process.getuid?.() === 0 ? asNobody : ''}
Listen 127.0.0.1:${site.port}
Listen 127.0.0.1:${site.plainPort}
Include ${directory}/jupyterhub.conf
`,
  }),
  arguments: ({ directory }) => ['-DFOREGROUND', '-f', `${directory}/apache.conf`],
}
