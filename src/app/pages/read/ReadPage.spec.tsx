import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createReader } from '#diagnosis/read/reader.ts'
import { Page } from './ReadPage.tsx'
import type { FromWorker, ToWorker } from './worker-messages.ts'

const workers: FakeWorker[] = []

/** Reads as the real one does, when the test says so. */
class FakeWorker extends EventTarget {
  ended = false
  parts: readonly Blob[] = []
  constructor() {
    super()
    workers.push(this)
  }
  postMessage({ parts }: ToWorker) {
    this.parts = parts
  }
  tell(data: FromWorker) {
    fireEvent(this as unknown as Element, new MessageEvent('message', { data }))
  }
  async finish() {
    const reader = createReader()
    for (const part of this.parts) {
      reader.push(await textOf(part))
      reader.endOfText()
    }
    this.tell({ kind: 'done', reading: reader.conclude() })
  }
  terminate() {
    this.ended = true
  }
}

/** jsdom's blobs have no `text`. */
function textOf(blob: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.readAsText(blob)
  })
}

beforeEach(() => {
  workers.length = 0
  vi.stubGlobal('Worker', FakeWorker)
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const noReferer =
  '[W 2023-01-02 03:04:05.678 JupyterHub base:89] Blocking API request with no referer token=hunter2'

const field = () => screen.getByRole('textbox', { name: 'Text to read' })

async function paste(text: string) {
  await userEvent.click(field())
  await userEvent.paste(text)
  return workers.at(-1)
}

test('pasted text is read and not shown; the lines that prove a finding are, masked', async () => {
  render(<Page />, { wrapper: MemoryRouter })
  const worker = await paste(`first line\n${noReferer}\n`)
  expect(field()).toHaveValue('')
  await worker?.finish()
  const card = await screen.findByRole('article', { name: /sends no Referer/ })
  expect(card).toHaveTextContent('ref-missing · certain')
  expect(within(card).getByRole('link', { name: 'ref-missing' })).toHaveAttribute(
    'href',
    '/findings/ref-missing',
  )
  const line = within(card).getByRole('listitem')
  expect(line).toHaveTextContent('2[W 2023-01-02')
  expect(line).toHaveTextContent('token=[masked]')
  expect(document.body).not.toHaveTextContent('hunter2')
  expect(screen.getByRole('status')).toHaveTextContent('1 finding in pasted text')
  expect(worker?.ended).toBe(true)
})

test('what shows nothing known is said to', async () => {
  render(<Page />, { wrapper: MemoryRouter })
  await (await paste('hello'))?.finish()
  expect(await screen.findByText('No known problem here')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Clear' }))
  expect(screen.queryByText('No known problem here')).not.toBeInTheDocument()
  expect(screen.getByRole('heading', { name: /What it understands/ })).toBeInTheDocument()
})

test('progress is shown, and cancelling ends the work at once', async () => {
  render(<Page />, { wrapper: MemoryRouter })
  const worker = await paste('hello')
  worker?.tell({ kind: 'progress', share: 0.42 })
  expect(await screen.findByText('Reading pasted text: 42 %')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(worker?.ended).toBe(true)
  expect(screen.queryByText(/42 %/)).not.toBeInTheDocument()
})

test('files are chosen or dropped, several at once', async () => {
  render(<Page />, { wrapper: MemoryRouter })
  const files = [new File(['one\n'], 'hub.log'), new File([noReferer], 'proxy.log')]
  await userEvent.upload(screen.getByLabelText('Files to read'), files)
  await workers.at(-1)?.finish()
  expect(await screen.findByText(/in hub.log, proxy.log/, { selector: 'p' })).toBeInTheDocument()
  expect(screen.getByRole('listitem')).toHaveTextContent('2[W 2023')

  fireEvent.drop(screen.getByRole('group', { name: 'What to read' }), {
    dataTransfer: { files: [new File(['x'], 'dropped.log')], getData: () => '' },
  })
  await workers.at(-1)?.finish()
  expect(await screen.findByText(/in dropped.log/, { selector: 'p' })).toBeInTheDocument()
})

test('typed text is read by a button, and nothing is read of an empty field', async () => {
  render(<Page />, { wrapper: MemoryRouter })
  expect(screen.queryByRole('button', { name: 'Read it' })).not.toBeInTheDocument()
  await userEvent.type(field(), 'hello')
  await userEvent.click(screen.getByRole('button', { name: 'Read it' }))
  expect(workers).toHaveLength(1)
  expect(field()).toHaveValue('')
})

test('a reader that fails says so', async () => {
  render(<Page />, { wrapper: MemoryRouter })
  const worker = await paste('hello')
  worker?.tell({ kind: 'failed', reason: 'The file has changed.' })
  expect(await screen.findByRole('alert')).toHaveTextContent('pasted text could not be read')
})
