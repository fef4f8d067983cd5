/**
 * @jest-environment ./tests/support/dom-with-fetch.mjs
 */
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { UploadField, type UploadFieldProps } from '@/components/file/upload-field'
import type { FileDto } from '@/lib/file/file.dto'
import type { UploadRule } from '@/lib/file/file.rules'
import { fakeNetwork, transfer } from '../support/fake-network'

const removeFileAction = jest.fn()
jest.mock('@/lib/file/file.actions', () => ({ removeFileAction: (input: unknown) => removeFileAction(input) }))

const rule: UploadRule = { label: '证明材料', types: ['pdf', 'jpg', 'png'], maxBytes: 1000, maxCount: 1 }
const fileDto = (id: string, name: string): FileDto => ({
  ...{ id, name, purpose: 'evidence', size: 200, type: 'application/pdf' },
  ...{ uploadedAt: '2026-11-21T05:00:00.000Z', href: `/api/files/${id}`, state: 'ready' },
  ...{ section: 'evidence', rowId: null },
})
const pdf = (name: string, size = 200) =>
  new File([`%PDF-1.7${' '.repeat(size - 8)}`], name, { type: 'application/pdf' })
const refresh = jest.fn()

function show(props: Partial<UploadFieldProps> = {}) {
  const router = { refresh, push() {}, replace() {}, prefetch() {}, back() {}, forward() {} }
  return render(
    <AppRouterContext value={router as never}>
      <UploadField applicationId="a" purpose="evidence" rule={rule} files={[]} {...props} />
    </AppRouterContext>,
  )
}

const choose = (...files: File[]) =>
  userEvent.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, files, { applyAccept: false })
/** the sentence in the list, not its echo for screen readers */
const inList = { selector: 'li *' }
const attached = (name: string) => screen.findByRole('link', { name: new RegExp(name) })

beforeEach(() => {
  refresh.mockClear()
  removeFileAction.mockReset()
})

test('says what may be uploaded, and opens the file dialog from the keyboard', async () => {
  fakeNetwork()
  show({ required: true, hint: '请上传扫描件。' })
  const group = screen.getByRole('group', { name: /证明材料\s*（必填）/ })
  expect(group).toHaveAccessibleDescription('请上传扫描件。PDF、JPG、PNG 格式，不超过 1000 B，1 个文件。')
  const click = jest.spyOn(HTMLInputElement.prototype, 'click')
  await userEvent.tab()
  expect(screen.getByRole('button', { name: /选择文件/ })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(click).toHaveBeenCalledTimes(1)
})

test('shows progress, then the attached file, says so and refreshes the page', async () => {
  const { posts } = fakeNetwork()
  show()
  await choose(pdf('证书.pdf'))
  const sending = await transfer()
  expect(JSON.parse(posts[0]!)).toMatchObject({
    input: { applicationId: 'a', purpose: 'evidence' },
    files: [{ name: '证书.pdf' }],
  })
  await sending.progress(100)
  expect(screen.getByRole('progressbar', { name: '证书.pdf 的上传进度' })).toHaveAttribute('value', '50')
  expect(screen.getByText('50%')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: /选择文件/ })).not.toBeInTheDocument()
  await sending.progress(230)
  expect(screen.getByText('已传完，正在检查文件')).toBeInTheDocument()
  await sending.answer(200, { serverData: fileDto('f1', '证书.pdf') })
  expect(await attached('证书.pdf')).toHaveAttribute('href', '/api/files/f1')
  expect(screen.getByRole('status')).toHaveTextContent('证书.pdf 已上传。')
  expect(screen.queryByRole('progressbar')).not.toBeInTheDocument()
  expect(screen.getByText(/请先移除现有的文件/)).toBeInTheDocument()
  expect(refresh).toHaveBeenCalledTimes(1)
})

test.each([
  ['a wrong type', new File(['x'], '宏.docm'), /^只能上传 PDF、JPG、PNG 格式的文件，您选的是「.docm」文件/],
  ['a file too large', pdf('大.pdf', 1001), /超过了 1000 B 的上限/],
  [
    'a picture named pdf',
    new File(['\x89PNG\r\n\x1a\n'], '图.pdf', { type: 'application/pdf' }),
    /^这个文件的内容不是 PDF/,
  ],
])('%s gets its sentence before anything is sent', async (_what, file, sentence) => {
  const { posts } = fakeNetwork()
  show()
  await choose(file)
  expect(await screen.findByText(sentence, inList)).toBeInTheDocument()
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent(`${file.name} 没有上传成功。`))
  expect(posts).toEqual([])
  expect(screen.getByRole('button', { name: /选择文件/ })).toBeEnabled()
  await userEvent.click(screen.getByRole('button', { name: /^知道了\s*：/ }))
  expect(screen.queryByText(sentence, inList)).not.toBeInTheDocument()
})

test("the server's sentence is shown, and another file can be chosen", async () => {
  fakeNetwork()
  show()
  await choose(pdf('证书.pdf'))
  await (await transfer()).answer(422, { code: 'invalid', message: '这个 PDF 设有密码，请去掉密码后再上传。' })
  expect(await screen.findByText(/设有密码/, inList)).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: /继续上传|重新上传/ })).not.toBeInTheDocument()
  await choose(pdf('另一个.pdf'))
  expect(screen.queryByText(/设有密码/, inList)).not.toBeInTheDocument()
  await (await transfer(2)).answer(200, { serverData: fileDto('f2', '另一个.pdf') })
  expect(await attached('另一个.pdf')).toBeInTheDocument()
})

test('goes on by itself from the kept bytes after the connection was lost', async () => {
  const { posts } = fakeNetwork({ head: { kept: 120 } })
  show()
  await choose(pdf('证书.pdf'))
  await (await transfer()).fail()
  const second = await transfer(2)
  expect(second.range).toBe('bytes=120-')
  expect(posts).toHaveLength(1)
  await second.answer(200, { serverData: fileDto('f3', '证书.pdf') })
  expect(await attached('证书.pdf')).toBeInTheDocument()
})

test('pauses while the browser is offline and goes on afterwards', async () => {
  fakeNetwork({ head: { kept: 40 } })
  show()
  await choose(pdf('证书.pdf'))
  const first = await transfer()
  fireEvent(window, new Event('offline'))
  expect(await screen.findByText(/网络断开，已暂停/)).toBeInTheDocument()
  await waitFor(() => expect(first.aborted).toBe(true))
  fireEvent(window, new Event('online'))
  const second = await transfer(2)
  expect(await screen.findByText('正在上传')).toBeInTheDocument()
  await second.answer(200, { serverData: fileDto('f4', '证书.pdf') })
  expect(await attached('证书.pdf')).toBeInTheDocument()
})

test('after a session ended, 继续上传 goes on with the same address', async () => {
  const { posts } = fakeNetwork({ head: { kept: 80 } })
  show()
  await choose(pdf('证书.pdf'))
  await (await transfer()).answer(401, { code: 'signedOut', message: '您还没有登录，或登录已过期。请重新登录后继续。' })
  await userEvent.click(await screen.findByRole('button', { name: '继续上传' }))
  const second = await transfer(2)
  expect(second.range).toBe('bytes=80-')
  expect(posts).toHaveLength(1)
})

test('an address of no more use is announced anew by 重新上传', async () => {
  const { posts } = fakeNetwork()
  show()
  await choose(pdf('证书.pdf'))
  await (await transfer()).answer(409, { code: 'keyReused', message: '上传中断的时间太长，请重新上传这个文件。' })
  await userEvent.click(await screen.findByRole('button', { name: '重新上传' }))
  await transfer(2)
  expect(posts).toHaveLength(2)
})

test('cancelling stops the transfer, forgets the file and gives the focus back', async () => {
  fakeNetwork()
  show()
  await choose(pdf('证书.pdf'))
  const sending = await transfer()
  await userEvent.click(screen.getByRole('button', { name: '取消上传 证书.pdf' }))
  await waitFor(() => expect(sending.aborted).toBe(true))
  expect(screen.queryByText('证书.pdf')).not.toBeInTheDocument()
  await waitFor(() => expect(screen.getByRole('button', { name: /选择文件/ })).toHaveFocus())
})

test('a file dropped on the field is sent; dragged text is left alone', async () => {
  const { posts } = fakeNetwork()
  show()
  const zone = screen.getByText('或把文件拖到这里').parentElement!
  expect(fireEvent.dragOver(zone, { dataTransfer: { types: ['text/plain'], files: [] } })).toBe(true)
  expect(fireEvent.dragOver(zone, { dataTransfer: { types: ['Files'], files: [] } })).toBe(false)
  expect(screen.getByText('松开鼠标，开始上传')).toBeInTheDocument()
  fireEvent.drop(zone, { dataTransfer: { types: ['Files'], files: [pdf('拖来的.pdf')] } })
  await transfer()
  expect(posts).toHaveLength(1)
})

test('leaving the page while bytes are under way asks first', async () => {
  fakeNetwork()
  show()
  const leave = () => {
    const event = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(event)
    return event.defaultPrevented
  }
  expect(leave()).toBe(false)
  await choose(pdf('证书.pdf'))
  await transfer()
  expect(leave()).toBe(true)
})

describe('removal', () => {
  const files = [fileDto('f5', '旧证书.pdf')]

  test('asks first, then takes the file away and gives the focus to 选择文件', async () => {
    removeFileAction.mockResolvedValue({ ok: true, data: { fileId: 'f5' } })
    show({ files })
    await userEvent.click(screen.getByRole('button', { name: '移除 旧证书.pdf' }))
    const dialog = await screen.findByRole('dialog', { name: '移除“旧证书.pdf”？' })
    await userEvent.click(within(dialog).getByRole('button', { name: '移除文件' }))
    await waitFor(() => expect(screen.queryByRole('link', { name: /旧证书/ })).not.toBeInTheDocument())
    const sent = { fileId: 'f5', _key: expect.stringMatching(/^[0-9a-f-]{36}$/) }
    await waitFor(() => expect(removeFileAction).toHaveBeenCalledWith(sent))
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('旧证书.pdf 已移除。'))
    await waitFor(() => expect(screen.getByRole('button', { name: /选择文件/ })).toHaveFocus())
  })

  test('a refusal is said in the window and the file stays', async () => {
    removeFileAction.mockResolvedValue({ ok: false, code: 'refused', message: '申请刚刚已经提交，文件不能再改动。' })
    show({ files })
    await userEvent.click(screen.getByRole('button', { name: '移除 旧证书.pdf' }))
    await userEvent.click(await screen.findByRole('button', { name: '移除文件' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('文件不能再改动')
    await userEvent.click(screen.getByRole('button', { name: '取消' }))
    expect(screen.getByRole('link', { name: /旧证书/ })).toBeInTheDocument()
  })
})

test('more files than there is room for: the first ones go, the next says why not', async () => {
  fakeNetwork()
  show({ rule: { ...rule, maxCount: 2 } })
  await choose(pdf('一.pdf'), pdf('二.pdf'), pdf('三.pdf'))
  await transfer(2)
  expect(screen.getAllByRole('progressbar')).toHaveLength(2)
  expect(await screen.findByText(/^证明材料最多上传 2 个文件/, inList)).toBeInTheDocument()
})

test('an error of the form is shown while there is no file', () => {
  const { rerender } = show({ error: '请上传证明材料。' })
  expect(screen.getByRole('button', { name: /选择文件/ })).toHaveAccessibleDescription(/请上传证明材料。/)
  rerender(
    <AppRouterContext value={{ refresh } as never}>
      <UploadField
        applicationId="a"
        purpose="evidence"
        rule={rule}
        files={[fileDto('f6', 'a.pdf')]}
        error="请上传证明材料。"
      />
    </AppRouterContext>,
  )
  expect(screen.queryByText('请上传证明材料。')).not.toBeInTheDocument()
})

test('who sends the form while the file is under way is told to wait, not that it is missing', async () => {
  fakeNetwork()
  show({ error: '请上传证明材料。' })
  await choose(pdf('证书.pdf'))
  const sending = await transfer()
  expect(screen.getByText('文件正在上传，传完后请再提交一次。')).toBeInTheDocument()
  expect(screen.queryByText('请上传证明材料。')).not.toBeInTheDocument()
  await sending.progress(100)
})
