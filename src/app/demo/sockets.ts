/** A WebSocket of the demo: it opens or fails as its handshake fared, and says nothing. */
class DemoSocket extends EventTarget {
  constructor(opening: Promise<boolean>) {
    super()
    void opening.then((isOpen) => this.dispatchEvent(new Event(isOpen ? 'open' : 'error')))
  }

  close(): void {
    // There is no connection to end.
  }
}

/** Takes over the page's WebSockets to addresses that `takes` names; all others go to the network. */
export function answerSockets(takes: (url: URL) => boolean, open: (url: URL) => Promise<boolean>): void {
  window.WebSocket = new Proxy(WebSocket, {
    construct(target, [address, protocols]: [string | URL, string | string[] | undefined]) {
      const url = new URL(address, location.href)
      const asked = new URL(url.href.replace(/^ws/, 'http'))
      return takes(asked) ? new DemoSocket(open(url)) : new target(address, protocols)
    },
  })
}
