import { describe, expect, test } from 'vitest'
import { catalog, docOf, type FindingCode } from './codes.ts'

const pages = import.meta.glob<string>('../../docs/findings/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const folder = '../../docs/findings/'
const pageOf = (code: string) => pages[`${folder}${code}.md`] ?? ''
const codes = Object.keys(catalog) as FindingCode[]
const index = pageOf('README')

test('every finding has its page, and every page its finding', () => {
  const named = Object.keys(pages)
    .map((path) => path.slice(folder.length, -'.md'.length))
    .filter((name) => name !== 'README')
  expect(named.toSorted()).toEqual([...codes].toSorted())
})

describe('the page of', () => {
  test.each(codes)('%s agrees with the catalog', (code) => {
    const page = pageOf(code)
    const { title, severity, text } = catalog[code]
    expect(docOf(code)).toBe(`docs/findings/${code}.md`)
    expect(page.split('\n')[0]).toBe(`# ${title}`)
    expect(page.split('\n')[2]).toBe(`\`${code}\` · ${severity}`)
    expect(index).toContain(`| [${code}](${code}.md) | ${severity} | ${title} |`)
    expect(title).not.toMatch(/\.$/)
    expect(text).toMatch(/\.$/)
    const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)
    expect(headings).toEqual(['What you see', 'Why', 'How to tell', 'What to do', 'Versions', 'Sources'])
    expect(page).toMatch(/## Sources\n\n- \[/)
  })

  test.each(codes)('%s links only to pages that exist', (code) => {
    const links = [...pageOf(code).matchAll(/\]\(([a-z0-9-]+)\.md\)/g)].map(([, name]) => name)
    for (const name of links) expect(codes).toContain(name)
  })
})
