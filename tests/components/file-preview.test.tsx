import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { FetchFailed, openRemote, readWhole } from '@/components/file/fetch-file'
import { PdfPages } from '@/components/file/pdf-pages'

/** A document of three pages that notes what is drawn. */
function document(fails = false) {
  const drawn: number[] = []
  const draw = async (page: number) => {
    drawn.push(page)
    if (fails) throw new Error('broken page')
    return `文字 ${page}`
  }
  return { drawn, pdf: { pages: 3, draw, close: () => {} } }
}

test('pages are turned by buttons and keys, one at a time, and can be read aloud', async () => {
  const { drawn, pdf } = document()
  render(<PdfPages pdf={pdf} />)
  expect(await screen.findByText('文字 1')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: '上一页' })).toHaveAttribute('aria-disabled', 'true')
  await userEvent.keyboard('{ArrowRight}')
  expect(await screen.findByText('文字 2')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: '上一页' }))
  expect(await screen.findByText('文字 1')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: '下一页' }))
  expect(await screen.findByText('文字 2')).toBeInTheDocument()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  expect(screen.getByRole('status')).toHaveTextContent('第 3 页，共 3 页')
  await userEvent.keyboard('{PageUp}')
  expect(screen.getByRole('img', { name: '第 2 页' })).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: '放大' }))
  await waitFor(() => expect(drawn).toEqual([1, 2, 1, 2, 3, 2, 2]))
})

test('a page that cannot be drawn says what to do', async () => {
  render(<PdfPages pdf={document(true).pdf} />)
  expect(await screen.findByRole('alert')).toHaveTextContent('请下载后查看')
})

test('a part that is lost ends the preview with its sentence', async () => {
  const lost = new FetchFailed('请重新登录。')
  const pdf = { pages: 2, draw: () => Promise.reject(lost), close: () => {} }
  const onLost = jest.fn()
  render(<PdfPages pdf={pdf} onLost={onLost} />)
  await waitFor(() => expect(onLost).toHaveBeenCalledWith(lost))
})

describe('a file behind the gate', () => {
  const before = globalThis.fetch
  afterEach(() => {
    globalThis.fetch = before
  })
  const bytes = Uint8Array.from({ length: 700_000 }, (_, n) => n % 251)
  const asked: string[] = []

  /** Answers ranges of the bytes as our server does, after some answers of its own. */
  function serve(...first: (() => Promise<unknown>)[]) {
    asked.length = 0
    globalThis.fetch = (async (_: string, { headers }: { headers: { range: string } }) => {
      asked.push(headers.range)
      const special = first.shift()
      if (special) return special()
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range)!
      const end = Math.min(Number(to) + 1, bytes.length)
      const said = { 'content-type': 'image/png', 'content-range': `bytes ${from}-${end - 1}/${bytes.length}` }
      const arrayBuffer = async () => bytes.slice(Number(from), end).buffer
      return { ok: true, status: 206, headers: new Headers(said), arrayBuffer }
    }) as unknown as typeof fetch
  }
  const open = () => openRemote('/api/files/x', new AbortController().signal)

  test('what the server says is told, and a lost connection too, after it was tried again', async () => {
    const refused = { ok: false, status: 404, json: async () => ({ message: '没有找到这条记录。' }) }
    serve(async () => refused)
    await expect(open()).rejects.toThrow(new FetchFailed('没有找到这条记录。'))
    expect(asked).toHaveLength(1)
    const dead = () => Promise.reject(new TypeError('failed'))
    serve(dead, dead, dead)
    await expect(open()).rejects.toThrow(/下载后查看/)
    expect(asked).toHaveLength(3)
  })

  test('only the beginning is fetched, then what is asked for; a break in between is mended', async () => {
    serve()
    const file = await open()
    expect(file).toMatchObject({ size: 700_000, type: 'image/png' })
    expect(file.first).toHaveLength(256 * 1024)
    serve(() => Promise.reject(new TypeError('failed')))
    expect(await file.read(690_000, 700_000)).toEqual(bytes.slice(690_000))
    expect(asked).toEqual(['bytes=690000-699999', 'bytes=690000-699999'])
  })

  test('a picture is put together from its parts', async () => {
    serve()
    const told: number[] = []
    const blob = await readWhole(await open(), percent => told.push(percent))
    expect([blob.size, blob.type]).toEqual([700_000, 'image/png'])
    expect(told).toEqual([37])
  })

  test('where something on the way serves no parts, all of it serves as well', async () => {
    const all = { ok: true, status: 200, headers: new Headers(), arrayBuffer: async () => bytes.slice().buffer }
    const answer = async () => all
    serve(answer, answer)
    const file = await open()
    expect(file.size).toBe(700_000)
    expect(await file.read(690_000, 700_000)).toEqual(bytes.slice(690_000))
  })
})
