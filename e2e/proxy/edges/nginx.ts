import type { Edge } from './edge.ts'

/** What a distribution ships around a site's file. */
export function mainFile(directory: string): string {
  return `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
# One process keeps its environment readable, which is how what a killed run left behind is found.
master_process off;
pid ${directory}/nginx.pid;
error_log stderr warn;
events { worker_connections 4096; }
http {
  access_log ${directory}/access.log;
  client_body_temp_path ${directory}/body;
  proxy_temp_path ${directory}/proxy;
  fastcgi_temp_path ${directory}/fastcgi;
  uwsgi_temp_path ${directory}/uwsgi;
  scgi_temp_path ${directory}/scgi;
  include ${directory}/jupyterhub.conf;
}
`
}

export const nginx: Edge = {
  name: 'nginx',
  origin: {
    kind: 'debian',
    commands: ['nginx', '/usr/sbin/nginx', '/usr/local/sbin/nginx'],
    packages: ['nginx'],
  },
  files: ['jupyterhub.conf'],
  toLoopback: (text) => text.replaceAll(/listen (?=\d)/g, 'listen 127.0.0.1:'),
  around: ({ directory }) => ({ 'nginx.conf': mainFile(directory) }),
  arguments: ({ directory }) => [
    '-p',
    directory,
    '-e',
    `${directory}/error.log`,
    '-c',
    `${directory}/nginx.conf`,
  ],
}
