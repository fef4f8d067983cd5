import { fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { VerifyScreen } from '@/components/verify/verify-screen'
import { certificateText } from '@/lib/draw/seal/make'
import { certificateFor, smallProblem } from '../rules/draw/seal/cases'

let text: string
beforeAll(async () => {
  text = certificateText(await certificateFor(smallProblem))
})

const file = (content: string, name = '证书.json') =>
  Object.assign(new File([content], name, { type: 'application/json' }), { text: async () => content })
const input = () => screen.getByLabelText('抽取记录文件或抽取证书')

describe('核验抽取结果', () => {
  test('before a file there is a sentence where it comes from, and that nothing is uploaded', () => {
    render(<VerifyScreen />)
    expect(screen.getByText('还没有选择文件')).toBeInTheDocument()
    expect(screen.getByText('文件只在您的浏览器里计算，不会上传，也不会保存。')).toBeInTheDocument()
  })

  test('a certificate: the verdict has the focus, each check its line, the record its facts', async () => {
    render(<VerifyScreen />)
    await userEvent.upload(input(), file(text))
    const verdict = await screen.findByRole('status', {}, { timeout: 10_000 })
    expect(verdict).toHaveFocus()
    expect(verdict).toHaveTextContent('核验通过')
    expect(screen.getAllByText('相符：')).toHaveLength(19)
    expect(screen.getByText('14 人')).toBeInTheDocument()
    expect(screen.getByText(/同一单位：最多 1 人/)).toBeInTheDocument()
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
    expect(screen.getAllByText('相符：')).toHaveLength(18)
  })

  test('another kind of file, two files, and a huge one are each answered in a sentence', async () => {
    render(<VerifyScreen />)
    await userEvent.upload(input(), file('%PDF-1.7', '名单.json'))
    expect(await screen.findByText(/这是 PDF、表格或压缩文件/)).toBeInTheDocument()
    fireEvent.change(input(), { target: { files: [file(text), file(text)] } })
    expect(await screen.findByText('一次核验一个文件，请只选择一个。')).toBeInTheDocument()
    const huge = Object.defineProperty(file(''), 'size', { value: 65 * 1024 * 1024 })
    fireEvent.change(input(), { target: { files: [huge] } })
    expect(await screen.findByText(/文件超过 64 MB/)).toBeInTheDocument()
  })
})
