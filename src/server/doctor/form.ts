/** A form of the hub: where it goes, and what it holds already. */
export interface Form {
  action: string
  fields: URLSearchParams
}

/** The first form that is sent by POST; undefined when the page has none that can be sent. */
export function formOf(html: string, base: URL): Form | undefined {
  const form = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].find(([, attributes = '']) =>
    /method="?post/i.test(attributes),
  )
  if (!form) return undefined
  const [, attributes = '', content = ''] = form
  const fields = new URLSearchParams()
  for (const [, input = ''] of content.matchAll(/<input\b([^>]*)>/gi)) {
    const name = attributeOf(input, 'name')
    const isChoice = /type="?(checkbox|radio)/i.test(input)
    if (name === undefined || /type="?submit/i.test(input)) continue
    if (!isChoice || /\bchecked\b/i.test(input)) fields.append(name, attributeOf(input, 'value') ?? '')
  }
  const action = attributeOf(attributes, 'action') ?? ''
  return URL.canParse(action, base.href) ? { action: new URL(action, base).href, fields } : undefined
}

function attributeOf(text: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(text)
  const found = value?.[1] ?? value?.[2]
  return found
    ?.replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x3D;', '=')
}
