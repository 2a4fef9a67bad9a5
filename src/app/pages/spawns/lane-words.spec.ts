import { describe, expect, it } from 'vitest'
import { type ServerKey, serverKey } from '#hub/server-key.ts'
import { newSpawn, type SpawnRecord } from '../../api/spawns/spawn-record.ts'
import { formatOffset, laneText, markText, spawnTitle, summaryOf } from './lane-words.ts'

const now = 10_000_000
const seconds = (count: number) => count * 1_000

function spawn(
  change: Partial<SpawnRecord> & { ago?: number } = {},
  key: ServerKey = serverKey('alice', ''),
) {
  const { ago = 10, ...rest } = change
  const startedAt = now - seconds(ago)
  return { ...newSpawn(key, 'seen', startedAt, { startedAt }), outcome: 'running' as const, ...rest }
}

function ended(outcome: SpawnRecord['outcome'], ago: number, took: number, key?: ServerKey): SpawnRecord {
  const endedAt = now - seconds(ago)
  return spawn({ outcome, ago: ago + took, endedAt, finishedAt: endedAt }, key)
}

describe('the words on a lane', () => {
  it.each([
    [spawn({ outcome: 'waiting' }), 'starting; its events are not heard yet'],
    [spawn(), 'waiting for the first event'],
    [spawn({ progress: 62.4, message: 'Pulling image' }), '62 % · Pulling image'],
    [spawn({ outcome: 'confirming' }), 'said to be ready; asking the hub'],
    [spawn({ outcome: 'ready', routed: true }), 'ready, route confirmed'],
    [spawn({ outcome: 'ready' }), 'ready'],
    [spawn({ outcome: 'ready', routed: false }), 'ready, but the proxy has no route to it'],
    [spawn({ outcome: 'failed', reason: 'Spawn failed: ImagePullBackOff' }), 'failed: ImagePullBackOff'],
    [spawn({ outcome: 'failed' }), 'failed: the spawner gave no reason'],
    [spawn({ outcome: 'failed', reason: 'Spawn failed' }), 'failed: the spawner gave no reason'],
    [
      spawn({
        outcome: 'failed',
        reason: 'Spawn failed: ',
        events: ['0/3 nodes are available', 'Spawn failed: '].map((message, index) => ({
          index,
          at: now,
          progress: undefined,
          message,
        })),
      }),
      'failed: the spawner gave no reason; its last event: 0/3 nodes are available',
    ],
    [spawn({ outcome: 'cancelled' }), 'stopped before it was ready'],
    [spawn({ outcome: 'lost', reason: 'No access' }), 'lost sight of it: No access'],
  ])('%#: %s', (record, words) => {
    expect(laneText({ ...record, watchedAt: now }, now)).toBe(words)
  })
})

describe('figures', () => {
  it('sum the page up', () => {
    const lanes = [spawn(), spawn(), ended('failed', 60, 5), ended('failed', 5_000, 5), ended('ready', 5, 20)]
    expect(summaryOf(lanes, seconds(22), now)).toBe(
      '2 starting · 1 failed in the last hour · usual start 22 s',
    )
    expect(summaryOf([], 400, now)).toBe('0 starting · usual start under 1 s')
    expect(summaryOf([], undefined, now)).toBe('0 starting')
  })

  it('give moments to a tenth of a second, and in hours when it takes hours', () => {
    expect(formatOffset(5_149)).toBe('00:05.1')
    expect(formatOffset(59_999)).toBe('00:59.9')
    expect(formatOffset(3_725_000)).toBe('1:02:05')
    expect(formatOffset(-4)).toBe('00:00.0')
  })

  it('name marks in seconds, minutes, hours', () => {
    expect([15_000, 90_000, 300_000, 450_000, 10_800_000].map(markText)).toEqual([
      '15 s',
      '90 s',
      '5 m',
      '7.5 m',
      '3 h',
    ])
  })

  it('call servers what a person calls them', () => {
    expect(spawnTitle({ key: serverKey('alice', '') })).toBe('alice’s default server')
    expect(spawnTitle({ key: serverKey('alice', 'gpu') })).toBe('alice/gpu')
  })
})
