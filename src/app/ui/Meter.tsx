interface Props {
  /** 0 to 100. */
  value: number
  /** Of what, for those who do not see the bar: "progress of alice". */
  label: string
}

/** A thin bar of progress. */
export function Meter({ value, label }: Props) {
  return <progress className="meter" aria-label={label} max={100} value={Math.min(100, Math.max(0, value))} />
}
