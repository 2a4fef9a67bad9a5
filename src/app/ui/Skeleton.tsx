/** Where something will stand once it is loaded. `className` gives the size: `h-3 w-24`. */
export function Skeleton({ className = 'h-3 w-24' }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={`inline-block animate-pulse rounded-sm bg-line align-middle motion-reduce:animate-none ${className}`}
    />
  )
}
