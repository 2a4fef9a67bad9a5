import { expect, test } from 'vitest'
import { examine } from './examine.ts'
import { examinationJson, examinationText } from './report.ts'
import { byService, healthy, silence } from './testing/healthy.ts'

const buffered = healthy({
  stream: {
    ...byService(200),
    expected: 4,
    events: [0, 250, 500, 750].map((sent) => ({ sent, arrived: 790 })),
  },
})

test('JSON names the station at fault', () => {
  expect(examinationJson(examine(buffered)).findings).toMatchObject([{ code: 'sse-buffered', at: 'edge' }])
})

test('a finding leads to its page in a file, else at the site, else in the repository', () => {
  const examination = examine(buffered)
  const text = examinationText(examination, (code) => `/opt/hubscope/${code}.md`)
  expect(text).toContain('See /opt/hubscope/sse-buffered.md')
  expect(examinationText(examination)).toContain(
    'See https://hub.test/services/hubscope/findings/sse-buffered',
  )
  const unanswered = examine({ ...buffered, echoes: [silence] })
  expect(examinationText(unanswered)).toMatch(/See docs\/findings\/[a-z0-9-]+\.md/)
})
