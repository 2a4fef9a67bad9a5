import { Skeleton } from '../ui/Skeleton.tsx'

const widths = ['w-28', 'w-20', 'w-36', 'w-24']

/** Rows to come, while nothing is known of them. */
export function SkeletonRows({ columns }: { columns: number }) {
  return Array.from({ length: 8 }, (_, row) => (
    <tr key={row} aria-hidden="true">
      {Array.from({ length: columns }, (_, column) => (
        <td key={column} className="h-[34px] border-b border-line px-2.5 first:pl-5">
          <Skeleton className={`h-3 ${widths[(row + column) % widths.length]}`} />
        </td>
      ))}
    </tr>
  ))
}
