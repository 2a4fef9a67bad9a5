/**
 * A WebSocket of the demo: it opens or fails as its handshake fared, and says nothing. `silence`: milliseconds after which
 * somebody on the way ends it, without a word.
 */
export class DemoSocket extends EventTarget {
  private timer: ReturnType<typeof setTimeout> | undefined
  private isClosed = false

  constructor(opening: Promise<boolean>, silence: number | undefined) {
    super()
    void this.begin(opening, silence)
  }

  private async begin(opening: Promise<boolean>, silence: number | undefined): Promise<void> {
    const isOpen = await opening
    if (this.isClosed) return
    this.dispatchEvent(new Event(isOpen ? 'open' : 'error'))
    if (isOpen && silence !== undefined) this.timer = setTimeout(() => this.end(1006), silence)
  }

  close(): void {
    if (!this.isClosed) this.end(1000)
  }

  private end(code: number): void {
    this.isClosed = true
    clearTimeout(this.timer)
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
}

interface Sockets {
  takes: (url: URL) => boolean
  openSocket: (url: URL) => Promise<boolean>
  silence: number | undefined
}

/** Takes over the page's WebSockets to addresses that `takes` names; all others go to the network. */
export function answerSockets({ takes, openSocket, silence }: Sockets): void {
  window.WebSocket = new Proxy(WebSocket, {
    construct(target, [address, protocols]: [string | URL, string | string[] | undefined]) {
      const url = new URL(address, location.href)
      const asked = new URL(url.href.replace(/^ws/, 'http'))
      return takes(asked) ? new DemoSocket(openSocket(url), silence) : new target(address, protocols)
    },
  })
}
