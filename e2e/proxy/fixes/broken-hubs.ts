import type { Change } from '../site.ts'

/** Configurations of nginx that cannot be repaired there, and the remedy at the hub's side by its text. */
export type HubCase = { text: string; changes: Change[]; idle?: number }

const realIp = '        proxy_set_header X-Real-IP $remote_addr;\n'
const scheme = '        proxy_set_header X-Scheme $scheme;\n'

const otherHost: Change = { find: 'Host $http_host', put: 'Host $proxy_host' }

export const origin: HubCase = {
  text: 'Where the proxy cannot keep it, tell the servers which pages are theirs:',
  changes: [otherHost],
}

export const silence: HubCase = {
  text: 'Or let servers send pings more often than that. The doctor’s own WebSocket stays silent, so mute this finding then:',
  changes: [{ find: 'proxy_read_timeout 1h', put: 'proxy_read_timeout 5s' }],
  idle: 9_000,
}

/** Requests come now from this one, now from that one, as from replicas of an ingress. */
export const replicas: HubCase = {
  text: 'Or say which addresses are proxies:',
  changes: [
    { find: realIp, put: '        proxy_bind $replica;\n' },
    {
      find: 'map $http_upgrade $connection_upgrade {',
      put: 'map "$request_method $args" $replica { ~^POST 127.0.0.3; ~n=[a-z]?[135]- 127.0.0.3; default 127.0.0.2; }\nmap $http_upgrade $connection_upgrade {',
    },
  ],
}

export const networks: HubCase = {
  text: 'From hub 5.3 on, networks of which the address shall not matter, in the hub’s environment:',
  changes: [{ find: realIp, put: '        proxy_set_header X-Real-IP 10.0.1.$connection;\n' }],
}

export const publicAddress: HubCase = {
  text: 'From hub 5.0 on, the cookies of logins and most links follow the public address, but not those of lists:',
  changes: [{ find: scheme, put: '' }],
}

export const otherHeader: HubCase = {
  text: 'Or let the hub read the host elsewhere, when the proxy sets it there:',
  changes: [
    otherHost,
    { find: scheme, put: `${scheme}        proxy_set_header X-Forwarded-Host $http_host;\n` },
  ],
}
