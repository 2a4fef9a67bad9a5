/** Names that break careless software. The hub allows all of them; it lowers the case of every name. */
export const awkwardNames = [
  'ada@example.org',
  'grace.hopper+lab@example.org',
  'mary ann',
  'zoë',
  'jürgen müller',
  '山田太郎',
  'оксана',
  'محمد',
  '<b>bold<b>',
  "o'neill & sons",
  '100%',
  'c#',
  '?query=1',
  'a=b!user',
  'back\\slash',
  'very-long-name-that-does-not-fit-into-any-reasonable-column-of-a-table-0123456789',
]

const firstNames =
  'amal bela chen dara emil fay gus hana ivo jun kai lea mio nia ole pia quin rosa sam tove'.split(' ')
const lastNames = 'abe berg cruz diaz ek fox gray hall ito jones'.split(' ')

/** `count` names besides the personas': the awkward ones first, then plain ones. Always the same. */
export function moreNames(count: number): string[] {
  const plain = Array.from({ length: Math.max(0, count - awkwardNames.length) }, (_, index) => {
    const round = Math.floor(index / (firstNames.length * lastNames.length))
    const last = lastNames[Math.floor(index / firstNames.length) % lastNames.length]
    return `${firstNames[index % firstNames.length]}.${last}${round === 0 ? '' : round + 1}`
  })
  return [...awkwardNames, ...plain].slice(0, count)
}
