import { after } from './case.ts'

export const target = 'proxy_pass http://127.0.0.1:8000;'
const key = '    ssl_certificate_key /etc/ssl/hub.example.org/privkey.pem;\n'
export const lastHeader = '        proxy_set_header X-Scheme $scheme;\n'
export const toHttps = '    return 301 https://hub.example.org$request_uri;\n'

/** In the location of the hub. */
export const inLocation = (lines: string) => [after(lastHeader, lines.replaceAll(/^/gm, '        ') + '\n')]
/** In the block of the site. */
export const inServer = (lines: string) => [after(key, lines.replaceAll(/^/gm, '    ') + '\n')]
/** Before everything else, where maps and zones are declared. */
export const atTop = (lines: string) => ({
  find: 'map $http_upgrade $connection_upgrade {',
  put: `${lines}\nmap $http_upgrade $connection_upgrade {`,
})
