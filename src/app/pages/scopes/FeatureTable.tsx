import type { HeldScopes } from '#hub/scopes/parse.ts'
import type { HubVersion } from '#hub/versions.ts'
import { extentOf } from '../../api/permissions.ts'
import { type Availability, availabilityOf, fewestOf } from '../../availability.ts'
import { type Feature, features } from '../../features.ts'
import { StateLabel } from '../../ui/StateLabel.tsx'
import type { Tone } from '../../ui/StateDot.tsx'

interface Props {
  held: HeldScopes
  version: HubVersion
  /** "What you can use here" */
  caption: string
}

/** Every page, column and button of Hubscope, and what a token has of it. */
export function FeatureTable({ held, version, caption }: Props) {
  const pages = [...new Set(features.map(({ page }) => page))]
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-sm text-ink-3">
          <tr>
            <th scope="col" className="w-1/2 py-1 pr-4 font-normal">
              Part
            </th>
            <th scope="col" className="py-1 font-normal">
              Available
            </th>
          </tr>
        </thead>
        {pages.map((page) => (
          <tbody key={page}>
            <tr>
              <th scope="rowgroup" colSpan={2} className="border-t border-line pt-2 pb-0.5 font-semibold">
                {page}
              </th>
            </tr>
            {features
              .filter((feature) => feature.page === page)
              .map((feature) => (
                <FeatureRow
                  key={feature.label}
                  feature={feature}
                  availability={availabilityOf(feature, held, version)}
                  version={version}
                />
              ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

/** Pages say themselves what they are. */
const kinds = { page: '', column: 'shown', button: 'button' } as const

interface RowProps {
  feature: Feature
  availability: Availability
  version: HubVersion
}

function FeatureRow({ feature: { label, part }, availability, version }: RowProps) {
  return (
    <tr className="align-baseline">
      <th scope="row" className="py-0.5 pr-4 font-normal">
        {label} <span className="text-sm text-ink-3">{kinds[part]}</span>
      </th>
      <td className="py-0.5">
        <State availability={availability} version={version} />
      </td>
    </tr>
  )
}

function State({ availability, version }: Omit<RowProps, 'feature'>) {
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <StateLabel tone={tones[availability.state]}>{words[availability.state]}</StateLabel>
      <span className="text-sm text-ink-2 wrap-anywhere">{detailOf(availability, version)}</span>
    </span>
  )
}

const tones: Record<Availability['state'], Tone> = {
  available: 'ok',
  partly: 'wait',
  not: 'bad',
  'not-offered': 'off',
}

const words: Record<Availability['state'], string> = {
  available: 'yes',
  partly: 'partly',
  not: 'no',
  'not-offered': 'no',
}

function detailOf(availability: Availability, version: HubVersion): string {
  switch (availability.state) {
    case 'available':
      return ''
    case 'partly':
      return `only for ${extentOf(availability.scopes)}`
    case 'not':
      return `needs ${fewestOf(availability.lacks, version).join(' and ')}`
    case 'not-offered':
      return `JupyterHub ${version.text} does not have it`
  }
}
