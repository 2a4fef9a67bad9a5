/** What names of users are mostly made of. */
const letters = [...'eanirostlmdcuhgpkbyvjfwzxq0123456789.-@+']

/** Names of users are shorter than that. */
const longest = 80

/**
 * Finds out a name by questions of one kind: whether it has a part in it, where `_` stands for any character, as in the
 * hub's `name_filter`. Asks some 40 questions, and about half the number of different letters for each place. Undefined
 * when the name has characters that it does not try.
 */
export async function spellName(has: (part: string) => Promise<boolean>): Promise<string | undefined> {
  const used: string[] = []
  for (const letter of letters) if (await has(letter)) used.push(letter)
  let [name] = used
  if (name === undefined) return undefined
  // When nothing can follow any more, what is known stands at the end; when nothing can precede it, it is all.
  for (const grow of [after, before]) {
    while (await has(grow(name, '_'))) {
      const known: string = name
      const next = await firstOf(used, (letter) => has(grow(known, letter)))
      if (next === undefined || name.length > longest) return undefined
      name = grow(name, next)
    }
  }
  return name
}

const after = (known: string, letter: string) => known + letter
const before = (known: string, letter: string) => letter + known

async function firstOf(
  choices: readonly string[],
  fits: (choice: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (const choice of choices) if (await fits(choice)) return choice
  return undefined
}

/** Whether a name has a part in it, as the hub's database compares: without case, `_` is any character. */
export function hasPart(name: string, part: string): boolean {
  const pattern = [...part].map((letter) =>
    letter === '_' ? '[^]' : letter.replace(/[.*+?^${}()|[\]\\]/, String.raw`\$&`),
  )
  return new RegExp(pattern.join(''), 'iu').test(name)
}
