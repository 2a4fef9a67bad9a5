import { HubFailure } from '#hub/errors.ts'
import type { ServerKey } from '#hub/server-key.ts'
import { maxWatchedServers, type ProgressFrame } from '#server/contract.ts'
import { readProgress } from './progress-connection.ts'

/** What the page can say about its progress stream. */
export interface StreamState {
  /** `idle`: nothing to watch, or the page is hidden. `broken`: it broke off and is tried again. */
  status: 'idle' | 'open' | 'broken'
  /** Open, and yet nothing arrives: something in between may be holding it back. */
  silent: boolean
}

export interface StreamListener {
  onFrame: (frame: ProgressFrame) => void
  onState: (state: StreamState) => void
  /** Milliseconds by which the browser's clock is ahead of the service's, 0 when they agree as far as can be told. */
  onClock: (skew: number) => void
  /** The login is over, as the service says. */
  onSignedOut: (failure: HubFailure) => void
}

/** Milliseconds to let several changes of what is watched become one reconnection, and more the more it has to replay. */
const settle = 100
const settlePerServer = 50
/** The service sends its first byte at once, and one every 8 s. */
const firstSign = 10_000
const nextSign = 20_000
const longestWait = 30_000
/** A connection that lasted this long was a good one: what broke it is a new trouble. */
const good = 10_000

/**
 * Keeps one connection for the progress of all watched servers: browsers have six per host, and the rest of the page
 * needs them. A server that is added reopens it, one that leaves does not. Breaks are waited out with growing pauses.
 */
export class ProgressStream {
  private readonly listener: StreamListener
  private readonly read: typeof readProgress
  private wanted: readonly ServerKey[] = []
  /** Servers whose frames the present connection still brings. */
  private carried = new Set<ServerKey>()
  /** Servers that the connection before carried up to the present one: what is new in their replay is only just over. */
  private continued = new Set<string>()
  private connection: AbortController | undefined
  private reopening: ReturnType<typeof setTimeout> | undefined
  private retrying: ReturnType<typeof setTimeout> | undefined
  private silence: ReturnType<typeof setTimeout> | undefined
  private breaks = 0
  private openedAt = 0
  private paused = false
  private state: StreamState = { status: 'idle', silent: false }

  constructor(listener: StreamListener, read: typeof readProgress = readProgress) {
    this.listener = listener
    this.read = read
  }

  /** Sets what is watched, the most wanted first; what exceeds the service's limit waits for a place. */
  watch(servers: readonly ServerKey[]): void {
    const before = new Set(this.wanted)
    this.wanted = servers.slice(0, maxWatchedServers)
    // Somebody waits for the new one: that is worth a try before the pause after a break is over.
    if (this.wanted.some((server) => !before.has(server))) this.endRetry()
    this.adapt()
  }

  /** Lets go of the connection without forgetting what is watched, and takes it up again. */
  pause(paused: boolean): void {
    this.paused = paused
    this.adapt()
  }

  private adapt(): void {
    if (this.paused || this.wanted.length === 0) {
      this.close()
      this.publish({ status: 'idle', silent: false })
    } else if (this.wanted.some((server) => !this.carried.has(server))) {
      if (this.retrying === undefined) {
        const wait = Math.max(settle, this.carried.size * settlePerServer)
        this.reopening ??= setTimeout(() => this.open(), wait)
      }
    }
  }

  private open(): void {
    this.continued = new Set(this.connection && this.carried)
    this.close()
    const connection = new AbortController()
    this.connection = connection
    this.openedAt = Date.now()
    this.carried = new Set(this.wanted)
    this.publish({ status: 'open', silent: false })
    this.expectSign(firstSign)
    void this.read(
      this.wanted,
      {
        onFrame: (frame) => {
          if (this.connection === connection) this.onFrame(frame)
        },
        onSign: () => {
          if (this.connection === connection) this.onSign()
        },
        onClock: this.listener.onClock,
      },
      connection.signal,
    ).then(
      () => this.onEnd(connection),
      (cause: unknown) => this.onEnd(connection, cause),
    )
  }

  private onFrame(frame: ProgressFrame): void {
    // Before the listener hears of it, who may want to watch the same server anew.
    if (frame.kind === 'refused' || frame.kind === 'closed') this.carried.delete(frame.server as ServerKey)
    const timely = frame.kind === 'event' && frame.replayed && this.continued.has(frame.server)
    this.listener.onFrame(timely ? { ...frame, replayed: false } : frame)
  }

  private onSign(): void {
    this.publish({ status: 'open', silent: false })
    this.expectSign(nextSign)
  }

  private expectSign(within: number): void {
    clearTimeout(this.silence)
    this.silence = setTimeout(() => this.publish({ ...this.state, silent: true }), within)
  }

  private onEnd(connection: AbortController, cause?: unknown): void {
    if (this.connection !== connection) return
    this.close()
    if (Date.now() - this.openedAt >= good) this.breaks = 0
    if (cause instanceof HubFailure && cause.detail.tag === 'signed-out') {
      this.wanted = []
      this.publish({ status: 'idle', silent: false })
      this.listener.onSignedOut(cause)
      return
    }
    if (this.wanted.length === 0) return this.publish({ status: 'idle', silent: false })
    this.publish({ status: cause ? 'broken' : 'open', silent: false })
    this.retrying = setTimeout(() => this.open(), this.nextPause())
  }

  private endRetry(): void {
    clearTimeout(this.retrying)
    this.retrying = undefined
  }

  /** 1, 2, 4 … 30 s, each a quarter more or less: tabs that lost the service together must not come back together. */
  private nextPause(): number {
    const pause = Math.min(longestWait, 1_000 * 2 ** this.breaks)
    this.breaks += 1
    return pause * (0.75 + Math.random() / 2)
  }

  private close(): void {
    clearTimeout(this.reopening)
    clearTimeout(this.silence)
    this.reopening = undefined
    this.endRetry()
    this.carried.clear()
    const connection = this.connection
    this.connection = undefined
    connection?.abort()
  }

  private publish(state: StreamState): void {
    if (state.status === this.state.status && state.silent === this.state.silent) return
    this.state = state
    this.listener.onState(state)
  }
}
