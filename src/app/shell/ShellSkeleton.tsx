import { BrandIcon } from '../ui/icons.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

/** The shell's outline, until the session is known. */
export function ShellSkeleton() {
  return (
    <main id="main" tabIndex={-1} aria-busy="true" className="flex h-full flex-col wide:flex-row">
      <div className="border-line bg-sunken p-3.5 wide:w-[212px] wide:border-r">
        <p className="flex items-center gap-2 px-1 text-lg font-semibold">
          <BrandIcon />
          Hubscope
        </p>
        <div className="grid gap-4 px-1 pt-6 max-wide:hidden">
          <Skeleton className="h-3 w-24" />
          <Skeleton className="h-3 w-28" />
          <Skeleton className="h-3 w-24" />
          <Skeleton className="h-3 w-20" />
        </div>
      </div>
      <div className="px-5 py-4">
        <h1 className="sr-only">Hubscope is loading</h1>
        <Skeleton className="h-5 w-32" />
      </div>
    </main>
  )
}
