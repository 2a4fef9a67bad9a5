import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { siteName, siteWithSubdomains } from './site.ts'

const run = promisify(execFile)

const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** A certificate is for one or more of these, as openssl has them: `DNS:localhost`, `IP:127.0.0.1`. */
type Named = { name: string; key: string; alternatives: readonly string[] }

function openssl(directory: string, ...words: string[]) {
  return run('openssl', words, { cwd: directory })
}

/** Has the directory's authority sign `name`.pem. Two days is what it lives. */
async function sign(directory: string, { name, key: keyFile, alternatives }: Named): Promise<void> {
  const request = ['-out', `${name}.csr`, '-keyout', keyFile, '-subj', `/CN=${name}`]
  await openssl(directory, 'req', ...key, ...request)
  const extensions = `subjectAltName=${alternatives.join(',')}\nextendedKeyUsage=serverAuth\n`
  writeFileSync(join(directory, `${name}.ext`), extensions)
  const authority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2']
  const files = ['-in', `${name}.csr`, '-extfile', `${name}.ext`, '-out', `${name}.pem`]
  await openssl(directory, 'x509', '-req', ...authority, ...files)
}

/**
 * A throw-away authority and a certificate for the site from it, under the names that deploy/README.md uses, and
 * `ca.pem` to trust.
 */
export async function makeCertificates(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true })
  const certificate = ['-x509', '-days', '2', '-out', 'ca.pem', '-keyout', 'ca.key']
  await openssl(
    directory,
    'req',
    ...key,
    ...certificate,
    '-subj',
    '/CN=Throw-away authority of the proxy tests',
  )
  await sign(directory, {
    name: 'site',
    key: 'privkey.pem',
    alternatives: [
      `DNS:${siteName}`,
      `DNS:${siteWithSubdomains}`,
      `DNS:*.${siteWithSubdomains}`,
      'IP:127.0.0.1',
    ],
  })
  const read = (file: string) => readFileSync(join(directory, file), 'utf8')
  const chain = read('site.pem') + read('ca.pem')
  writeFileSync(join(directory, 'fullchain.pem'), chain)
  writeFileSync(join(directory, 'hub.pem'), chain + read('privkey.pem'))
}

/** A certificate of the same authority for a server at 127.0.0.1, in server.pem and server.key: it has no name. */
export function makeServerCertificate(directory: string): Promise<void> {
  return sign(directory, { name: 'server', key: 'server.key', alternatives: ['IP:127.0.0.1'] })
}
