import { docOf, type FindingCode } from '../codes.ts'
import type { ExplainedJson } from '../read/explain.ts'
import type { Examination } from './examine.ts'
import type { DoctorFinding, DoctorFix, HopName } from './finding.ts'
import { namesByReason, uncheckedOf } from './unchecked.ts'
import { wayOf } from './way.ts'

/** All fixes as one text: each with the lines to write below it. */
function fixesText(fixes: readonly DoctorFix[]): string {
  return fixes
    .map(({ text, where, lines }) =>
      lines.length === 0
        ? text
        : [`${text}${where === '' ? '' : ` [${where}]`}`, ...lines.map((line) => `    ${line.text}`)].join(
            '\n',
          ),
    )
    .join('\n')
}

/** What `hubscope doctor --json` prints. */
interface ExaminedJson {
  findings: (ExplainedJson['findings'][number] & { at: HopName })[]
}

/** The form of `hubscope explain --json`, with the station; an evidence's line is its place in the list. */
export function examinationJson({ findings }: Examination): ExaminedJson {
  return {
    findings: findings.map(({ code, certainty, severity, hop, title, evidence, fixes }) => ({
      code,
      certainty,
      severity,
      at: hop,
      title,
      evidence: evidence.map((text, index) => ({ line: index + 1, text })),
      fix: fixesText(fixes),
    })),
  }
}

/**
 * For people. A healthy way says so in one line, before what was checked.
 * @param fileOf where the page about a finding is for who reads this; undefined: at the site, or in the repository
 */
export function examinationText(
  examination: Examination,
  fileOf: (code: FindingCode) => string | undefined = () => undefined,
): string {
  const { findings, well, site } = examination
  const { origin, prefix } = site.results.page
  const placeOf = (code: FindingCode) =>
    fileOf(code) ?? (site.echo ? `${origin}${prefix}findings/${code}` : docOf(code))
  const way = wayOf(examination).map(({ title, state }) => (state === 'ok' ? title : `${title} (${state})`))
  const head =
    findings.length === 0
      ? [outcomeLine(examination)]
      : findings.map((finding) => findingText(finding, placeOf(finding.code)))
  const checked =
    well.length > 0 ? [['Checked and well:', ...well.map((line) => `  ${line}`)].join('\n')] : []
  const missed = namesByReason(uncheckedOf(examination))
  const lines = [...missed].map(([reason, names]) => `  ${names.join(', ')}: ${reason}`)
  const rest = lines.length > 0 ? [['Not checked:', ...lines].join('\n')] : []
  return [way.join(' → '), ...head, ...checked, ...rest].join('\n\n')
}

/** Where nothing was found: that all is well, or why that cannot be said. */
export function outcomeLine({ seen, well }: Examination): string {
  const checks = well.length === 1 ? '1 check' : `${well.length} checks`
  if (seen === 'way') return `The way from browser to hub is well: ${checks}, no finding.`
  if (seen === 'hub')
    return `The way to the hub is well, as far as it shows without Hubscope: ${checks}, no finding.`
  if (seen === 'no-login') return 'The login did not work, and the checks do not tell why.'
  return 'Nothing can be said of the way: no call to Hubscope’s service came back.'
}

function findingText(
  { code, certainty, severity, hop, title, explanation, evidence, fixes }: DoctorFinding,
  place: string,
): string {
  return [
    title,
    `${code} · ${certainty} · ${severity} · at: ${hop}`,
    '',
    explanation,
    '',
    ...evidence.map((line) => `  ${line}`),
    '',
    fixesText(fixes),
    `See ${place}`,
  ].join('\n')
}
