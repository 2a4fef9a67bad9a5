import { type ApiCall, tokenVariable } from './api-call.ts'

/** For bash and other POSIX shells. The token is read from the environment and is no part of the text. */
export function asCurl(call: ApiCall): string {
  const { method, url, accept, body } = call
  const words = [
    method === 'GET' ? 'curl' : `curl --request ${method}`,
    `--header "Authorization: token $${tokenVariable}"`,
    `--header ${shellQuoted(`Accept: ${accept}`)}`,
    ...(body === undefined
      ? []
      : [`--header 'Content-Type: application/json'`, `--data-raw ${shellQuoted(body)}`]),
    shellQuoted(url),
  ]
  return [...comment('#', call), words.join(' \\\n  ')].join('\n')
}

/** For Python 3 with requests. */
export function asPython(call: ApiCall): string {
  const { method, url, accept, body } = call
  return [
    ...comment('#', call),
    'import os',
    '',
    'import requests',
    '',
    'response = requests.request(',
    `    ${quoted(method)},`,
    `    ${quoted(url)},`,
    '    headers={',
    `        "Authorization": f"token {os.environ['${tokenVariable}']}",`,
    `        "Accept": ${quoted(accept)},`,
    ...(body === undefined ? [] : ['        "Content-Type": "application/json",']),
    '    },',
    ...(body === undefined ? [] : [`    data=${quoted(body)}.encode(),`]),
    ')',
    'print(response.status_code, response.text)',
  ].join('\n')
}

/** For Node and other runtimes with `process.env`. */
export function asFetch(call: ApiCall): string {
  const { method, url, accept, body } = call
  return [
    ...comment('//', call),
    `const response = await fetch(${quoted(url)}, {`,
    ...(method === 'GET' ? [] : [`  method: ${quoted(method)},`]),
    '  headers: {',
    `    Authorization: \`token \${process.env.${tokenVariable}}\`,`,
    `    Accept: ${quoted(accept)},`,
    ...(body === undefined ? [] : ['    "Content-Type": "application/json",']),
    '  },',
    ...(body === undefined ? [] : [`  body: ${quoted(body)},`]),
    '})',
    'console.log(response.status, await response.text())',
  ].join('\n')
}

function comment(sign: string, { note }: ApiCall): string[] {
  return note === undefined ? [] : [`${sign} ${note}`]
}

/** Between single quotes a shell reads nothing but the quote itself. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** A string for Python and JavaScript alike: both know all of JSON's escapes. */
function quoted(text: string): string {
  return JSON.stringify(text)
}
