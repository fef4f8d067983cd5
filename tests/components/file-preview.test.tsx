import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { FetchFailed, fetchFile } from '@/components/file/fetch-file'
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

test('what the server says is told, and a lost connection too', async () => {
  const before = globalThis.fetch
  const answers: (() => Promise<unknown>)[] = [
    async () => ({ ok: false, body: {}, json: async () => ({ message: '没有找到这条记录。' }) }),
    () => Promise.reject(new TypeError('failed')),
  ]
  globalThis.fetch = (() => answers.shift()!()) as unknown as typeof fetch
  const get = () => fetchFile('/api/files/x', () => {}, new AbortController().signal)
  await expect(get()).rejects.toThrow(new FetchFailed('没有找到这条记录。'))
  await expect(get()).rejects.toThrow(/下载后查看/)
  globalThis.fetch = before
})
