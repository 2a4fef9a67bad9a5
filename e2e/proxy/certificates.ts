import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { siteName, siteWithSubdomains } from './site.ts'

const run = promisify(execFile)

const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/**
 * A throw-away authority and a certificate for the site from it, under the names that deploy/README.md uses, and
 * `ca.pem` to trust. Two days is what they live.
 */
export async function makeCertificates(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true })
  const openssl = (...words: string[]) => run('openssl', words, { cwd: directory })
  const certificate = ['-x509', '-days', '2', '-out', 'ca.pem', '-keyout', 'ca.key']
  await openssl('req', ...key, ...certificate, '-subj', '/CN=Throw-away authority of the proxy tests')
  const request = ['-out', 'site.csr', '-keyout', 'privkey.pem', '-subj', `/CN=${siteName}`]
  await openssl('req', ...key, ...request)
  writeFileSync(
    join(directory, 'site.ext'),
    `subjectAltName=DNS:${siteName},DNS:${siteWithSubdomains},DNS:*.${siteWithSubdomains},IP:127.0.0.1\nextendedKeyUsage=serverAuth\n`,
  )
  const signing = [
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'site.ext',
  ]
  await openssl('x509', '-req', '-in', 'site.csr', ...signing, '-out', 'site.pem')
  const read = (file: string) => readFileSync(join(directory, file), 'utf8')
  const chain = read('site.pem') + read('ca.pem')
  writeFileSync(join(directory, 'fullchain.pem'), chain)
  writeFileSync(join(directory, 'hub.pem'), chain + read('privkey.pem'))
}
