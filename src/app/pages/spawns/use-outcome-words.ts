import { useEffect, useRef, useState } from 'react'
import { isOver, type SpawnRecord } from '../../api/spawns/spawn-record.ts'
import { laneText, spawnTitle } from './lane-words.ts'

/** A sentence about the spawns that have just ended, for a live region; empty until one does. */
export function useOutcomeWords(records: readonly SpawnRecord[]): string {
  const [words, setWords] = useState('')
  const pending = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const ended = records.filter((record) => isOver(record) && pending.current.has(record.key))
    pending.current = new Set(records.filter((record) => !isOver(record)).map(({ key }) => key))
    if (ended.length > 0)
      setWords(ended.map((record) => `${spawnTitle(record)}: ${laneText(record, 0)}.`).join(' '))
  }, [records])
  return words
}
