import type { FindingCode } from '#diagnosis/codes.ts'
import type { Change } from './site.ts'

/** How the hub is reached, and what it makes of the Referer that hubs before 4.0 ask for. */
export type RefererCase = {
  title: string
  /** Whether people come to the port without TLS. */
  overHttp?: true
  broken: Change[]
  /** What a hub before 4.0 logs. */
  hubLog: RegExp
  /** How the doctor names it there, and what is left of it behind later hubs. */
  code: FindingCode
  codeSince4?: FindingCode
}

const keyLine = '    ssl_certificate_key /etc/ssl/hub.example.org/privkey.pem;\n'
const toHttps = '    return 301 https://hub.example.org$request_uri;\n'

/** In the block of port 80: what the block of port 443 has, with these headers for the scheme. */
function alsoOnHttp(schemes: Record<string, string>): Change {
  const headers = Object.entries({ Host: '$http_host', 'X-Real-IP': '$remote_addr', ...schemes })
  return {
    find: toHttps,
    put: `    location / {
        proxy_pass http://127.0.0.1:8000;
${headers.map(([name, value]) => `        proxy_set_header ${name} ${value};`).join('\n')}
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_http_version 1.1;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_upgrade;
        proxy_buffering off;
        client_max_body_size 0;
    }
`,
  }
}

const named = (scheme: string) => ({ 'X-Forwarded-Proto': scheme, 'X-Scheme': scheme })

/** TLS ends at a proxy further out, which passes to port 80 of the next. */
const outerProxy: Change = {
  find: `        proxy_pass http://127.0.0.1:8000;

        # $http_host`,
  put: `        proxy_pass http://127.0.0.1:80;

        # $http_host`,
}

function referrerPolicy(policy: string): Change {
  return { find: keyLine, put: `${keyLine}    add_header Referrer-Policy "${policy}";\n` }
}

/** What people had who asked why “Action is not authorized with current scopes; requires any of [read:servers]”. */
export const refererCases: RefererCase[] = [
  {
    title: 'a Referrer-Policy that tells browsers to send no Referer',
    broken: [referrerPolicy('no-referrer')],
    hubLog: /Blocking API request with no referer/,
    code: 'ref-missing',
  },
  {
    title: 'a page over http whose proxy says https',
    overHttp: true,
    broken: [alsoOnHttp({ 'X-Forwarded-Proto': 'https' })],
    hubLog: /Blocking Cross Origin API request\..*Referer: http:.*Host URL: https:/,
    code: 'ref-blocked',
    codeSince4: 'secure-cookie-on-http',
  },
  {
    title: 'TLS that ends further out, so that $scheme is http',
    broken: [outerProxy, alsoOnHttp(named('$scheme'))],
    hubLog: /Blocking Cross Origin API request\..*Referer: https:.*Host URL: http:/,
    code: 'ref-blocked',
    codeSince4: 'proto-downgrade',
  },
]
