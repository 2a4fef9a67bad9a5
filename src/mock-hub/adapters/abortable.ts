/**
 * Answers as `fetch` would when the request's signal is aborted: before the headers by rejecting, after them by
 * breaking off the body. The handlers themselves know nothing of signals, only of cancelled streams.
 */
export async function abortable(
  request: Request,
  respond: (request: Request) => Promise<Response>,
): Promise<Response> {
  const { signal } = request
  signal.throwIfAborted()
  const response = await Promise.race([respond(request), rejection(signal)])
  if (!response.body) return response
  const { body, status, headers } = response
  const reader = body.getReader()
  const onAbort = () => void reader.cancel().catch(() => {})
  const guarded = new ReadableStream<Uint8Array>({
    start(controller) {
      signal.addEventListener('abort', () => {
        onAbort()
        controller.error(signal.reason)
      })
    },
    async pull(controller) {
      const part = await reader.read()
      if (signal.aborted) return
      if (part.done) controller.close()
      else controller.enqueue(part.value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return new Response(guarded, { status, headers })
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  )
}
