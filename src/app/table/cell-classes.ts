import type { ColumnLook } from './features.ts'

/** What a column's cells and its heading have in common. */
export function cellClasses(look: ColumnLook | undefined): string {
  return [
    'px-2.5 first:pl-5 last:pr-5 max-wide:first:pl-4',
    look?.align === 'end' ? 'text-right tabular-nums' : 'text-left',
    look?.narrow === 'hide' ? 'max-wide:hidden' : '',
    look?.tight === 'hide' ? '@max-5xl:hidden' : '',
    look?.tight === 'last' ? '@max-4xl:hidden' : '',
    look?.tight === 'first' ? '@max-[1200px]:hidden' : '',
    look?.tight === 'least' ? '@max-2xl:hidden' : '',
    look?.tight === 'grow' ? '@max-2xl:w-full @max-2xl:max-w-0' : '',
    look?.grow ? 'w-full max-w-0 truncate' : '',
  ].join(' ')
}
