import { catalog, type FindingCode } from '#diagnosis/codes.ts'

const folder = '../../../../docs/findings/'

/** The pages of docs/findings as they stand in the repository, so that an installed Hubscope has them too. */
const texts = import.meta.glob<string>('../../../../docs/findings/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export function isFindingCode(code: string): code is FindingCode {
  return Object.hasOwn(catalog, code)
}

/** The page of a finding below its heading and its line of code and severity; Markdown. */
export function findingText(code: FindingCode): string {
  const text = texts[`${folder}${code}.md`] ?? ''
  return text.slice(Math.max(text.indexOf('\n## '), 0))
}
