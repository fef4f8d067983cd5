import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { VerifyScreen } from '@/components/verify/verify-screen'
import { certificateText } from '@/lib/draw/seal/make'
import { receiptOf } from '@/lib/draw/seal/receipt'
import { receiptText } from '@/lib/draw/seal/receipt-file'
import { keyOf } from '@/lib/draw/seal/signs'
import { certificateFor, salt, twoPanels } from '../rules/draw/seal/cases'

let text: string
beforeAll(async () => {
  text = certificateText(await certificateFor(twoPanels))
})

const file = (content: string, name = '证书.json') =>
  Object.assign(new File([content], name, { type: 'application/json' }), { text: async () => content })
const input = () => screen.getByLabelText('抽取证书、回执、封存文件或抽取记录文件')

describe('核验抽取结果', () => {
  test('before a file there is a sentence where it comes from, and that nothing is uploaded', () => {
    render(<VerifyScreen />)
    expect(screen.getByText('还没有选择文件')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: '查看抽取公开记录' })).toHaveAttribute('href', '/draws')
    expect(screen.getByText(/^文件只在您的浏览器里计算，不会上传，也不会保存。/)).toBeInTheDocument()
  })

  test('a certificate: the verdict has the focus, each check its line, the record its facts', async () => {
    render(<VerifyScreen />)
    await userEvent.upload(input(), file(text))
    const verdict = await screen.findByRole('status', {}, { timeout: 10_000 })
    expect(verdict).toHaveFocus()
    expect(verdict).toHaveTextContent('核验通过')
    expect(verdict).toHaveTextContent('请再核对编号和封存值，与抽取公开记录上的、或抽取以前抄下的一样')
    expect(screen.getAllByText('相符：')).toHaveLength(20)
    expect(screen.getByText('14 人')).toBeInTheDocument()
    expect(screen.getByText(/信息组：应抽 5 人，抽中 5 人\s+材料组：应抽 4 人，抽中 4 人/)).toBeInTheDocument()
    expect(screen.getByText(/材料组，同一单位：最多 1 人\s+各组合计，同一单位：最多 2 人/)).toBeInTheDocument()
    expect(screen.getByRole('button', { name: '打印' })).toBeInTheDocument()
  })

  test('a changed one, pasted: what is wrong is said by name, and the rest still stands', async () => {
    render(<VerifyScreen />)
    await userEvent.click(screen.getByText('没有文件，粘贴内容'))
    fireEvent.change(screen.getByLabelText('文件内容'), {
      target: { value: text.replace(/"ticket":\d+/, '"ticket":1') },
    })
    await userEvent.click(screen.getByRole('button', { name: '核验粘贴的内容' }))
    const verdict = await screen.findByRole('alert', {}, { timeout: 10_000 })
    expect(verdict).toHaveTextContent('核验不通过')
    expect(within(verdict).getAllByRole('listitem')).toHaveLength(1)
    expect(verdict).toHaveTextContent('抽中的签：按种子抽中的是第')
    expect(screen.getAllByText('相符：')).toHaveLength(19)
  })

  test('a receipt alone waits for its certificate; both together come out', async () => {
    render(<VerifyScreen />)
    const receipt = receiptText(receiptOf(JSON.parse(text), '张三4', keyOf(salt, '张三4'))!, '张三4')
    await userEvent.upload(input(), file(receipt, '回执.json'))
    const alone = await screen.findByRole('status', {}, { timeout: 10_000 })
    expect(alone).toHaveTextContent('文件本身没有问题，还要对照')
    expect(alone).not.toHaveTextContent('核验通过')
    await userEvent.upload(input(), [file(receipt, '回执.json'), file(text)])
    expect(await screen.findByText('核验通过', {}, { timeout: 10_000 })).toBeInTheDocument()
    expect(screen.getByText('回执.json、证书.json')).toBeInTheDocument()
    expect(screen.getAllByText('相符：')).toHaveLength(25)
  })

  test('led here by a page: its files are looked at at once; what cannot be had is said', async () => {
    const answers = new Map([['/api/draw-records/CQ-1', text]])
    const asked = jest.fn(async (path: string) => {
      const found = answers.get(path)
      return { ok: found !== undefined, text: async () => found ?? '' }
    })
    Object.assign(globalThis, { fetch: asked })
    const { unmount } = render(<VerifyScreen from={{ name: '公开记录', paths: ['/api/draw-records/CQ-1'] }} />)
    expect(await screen.findByText('核验通过', {}, { timeout: 10_000 })).toBeInTheDocument()
    expect(asked).toHaveBeenCalledTimes(1)
    unmount()
    render(<VerifyScreen from={{ name: '公开记录', paths: ['/api/draw-records/CQ-2'] }} />)
    expect(await screen.findByText(/没有取到要核验的文件/)).toBeInTheDocument()
    cleanup()
    // no network at all
    Object.assign(globalThis, { fetch: () => Promise.reject(new TypeError('Failed to fetch')) })
    render(<VerifyScreen from={{ name: '公开记录', paths: ['/api/draw-records/CQ-3'] }} />)
    expect(await screen.findByText(/没有取到要核验的文件/)).toBeInTheDocument()
    Object.assign(globalThis, { fetch: undefined })
  })

  test('another kind of file, too many, and a huge one are each answered in a sentence', async () => {
    render(<VerifyScreen />)
    await userEvent.upload(input(), file('%PDF-1.7', '名单.json'))
    expect(await screen.findByText(/这是 PDF、表格或压缩文件/)).toBeInTheDocument()
    fireEvent.change(input(), { target: { files: Array.from({ length: 6 }, () => file(text)) } })
    expect(await screen.findByText('一次最多放入 5 个文件，请减少后再试。')).toBeInTheDocument()
    const huge = Object.defineProperty(file(''), 'size', { value: 65 * 1024 * 1024 })
    fireEvent.change(input(), { target: { files: [huge] } })
    expect(await screen.findByText(/文件超过 64 MB/)).toBeInTheDocument()
  })
})
