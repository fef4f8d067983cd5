import { render, screen, within } from '@testing-library/react'
import { CertificateSheet } from '@/components/draw/certificate-sheet'
import { OwnDraws, ReceiptCard } from '@/components/draw/own-draws'
import { PublicRecord } from '@/components/draw/public-record'
import { RecordList } from '@/components/draw/record-list'
import type { PublicSeal, PublicSealItem, CertificateSheet as Sheet } from '@/lib/draw/public-record.dto'
import { recordSpec } from '@/lib/draw/public-record.rules'
import type { OwnDraw } from '@/lib/draw/receipt.dto'
import { receiptSpec } from '@/lib/draw/receipt.rules'
import { parseListParams } from '@/lib/platform/list-params'
import { makeRouter } from '../support/app-router'

const show = (element: React.ReactElement) => render(element, { wrapper: makeRouter().wrapper })
const hash = (sign: string) => sign.repeat(64)
const at = new Date('2026-11-20T02:00Z')

const item = (n: number): PublicSealItem => ({
  ...{ number: `CQ2026-000${n}-1-1`, purpose: '验收', round: '第 1 轮 首次抽取', sealedAt: at },
  ...{ state: 'sealed', stateLabel: '已封存，等三方内容' },
})
const sealed: PublicSeal = {
  ...item(1),
  ledger: { size: 12, root: hash('f') },
  ...{ requestNumber: 'CQ2026-0001', method: '机会均衡（maximin）', engine: 'fair-4', aim: '让最低的机会尽量高。' },
  ...{ seal: hash('a'), root: hash('b'), lottery: null, secretHash: null, people: '约 10 人' },
  groups: [
    {
      ...{ name: '第 1 组', size: 3, eligible: '约 10', out: '没有，或每种少于 3 人', drawn: null },
      demands: [{ words: '女 1 人', met: null }],
    },
  ],
  ...{
    demands: [],
    conditions: null,
    askHash: null,
    opened: false,
    whenOpened: '抽取证书在评审名单启封后公布。',
    sessionFrom: null,
  },
  parts: (['requester', 'bureau', 'supervisor'] as const).map(role => ({
    ...{ role, label: { requester: '使用单位', bureau: '抽取人', supervisor: '监督人员' }[role] },
    ...{ committedAt: null, commitment: null, words: null },
  })),
  ...{ drawnAt: null, certificateHash: null, passed: null, open: null, ended: null, file: 'digest', others: [] },
}
const opened: PublicSeal = {
  ...sealed,
  ...{
    state: 'opened',
    stateLabel: '已抽取，证书已公布',
    opened: true,
    file: 'certificate',
    drawnAt: at,
    people: '12 人',
  },
  ...{
    lottery: hash('c'),
    secretHash: hash('d'),
    conditions: ['职称：教授'],
    askHash: hash('9'),
    sessionFrom: at,
    certificateHash: hash('e'),
    open: 0,
  },
  passed: { people: 1, reasons: '那几天请假 少于 3 人' },
  groups: [{ ...sealed.groups[0]!, name: '信息组', drawn: 3, demands: [{ words: '女 1 人', met: true }] }],
  parts: sealed.parts.map(part => ({
    ...{ ...part, committedAt: at, commitment: hash('f') },
    words: { nonce: hash('0'), contribution: `${part.label}的话` },
  })),
  others: [{ number: 'CQ2026-0001-1-2', stateLabel: '抽取宣布无效' }],
}
const page = (view: PublicSeal) =>
  show(<PublicRecord view={view} authority="示范市科技局" address="https://a.example/draws/CQ2026-0001-1-1" />)

describe('抽取公开记录', () => {
  const params = (query = '') => parseListParams(Object.fromEntries(new URLSearchParams(query)), recordSpec)

  test('nothing, one, and a page of many with the way on', () => {
    const { rerender } = show(<RecordList params={params()} items={[]} next={null} />)
    expect(screen.getByText('还没有抽取记录')).toBeInTheDocument()
    rerender(<RecordList params={params()} items={[item(1)]} next={null} />)
    expect(screen.getByRole('link', { name: 'CQ2026-0001-1-1' })).toHaveAttribute('href', '/draws/CQ2026-0001-1-1')
    expect(screen.queryByRole('navigation', { name: '翻页' })).not.toBeInTheDocument()
    rerender(<RecordList params={params('after=abc')} items={[1, 2, 3].map(item)} next="def" />)
    const pages = within(screen.getByRole('navigation', { name: '翻页' }))
    expect(pages.getByRole('link', { name: '下一页' })).toHaveAttribute('href', '/draws?after=def&before=abc')
    expect(pages.getByRole('link', { name: '上一页' })).toHaveAttribute('href', '/draws')
  })

  test('sealed: what binds, the digest to take, and when the rest comes', () => {
    page(sealed)
    for (const sign of ['a', 'b']) expect(screen.getByText(hash(sign))).toBeInTheDocument()
    expect(screen.queryByText('方案校验值')).not.toBeInTheDocument()
    expect(screen.getByText(/让最低的机会尽量高。/)).toBeInTheDocument()
    expect(screen.getByText(/内容以后有一处改动，算出来的值就不同/)).toBeInTheDocument()
    expect(screen.getByRole('link', { name: '下载封存摘要' })).toHaveAttribute(
      'href',
      '/api/draw-records/CQ2026-0001-1-1',
    )
    expect(screen.getByText('抽取证书在评审名单启封后公布。')).toBeInTheDocument()
    expect(screen.getAllByText('还没有交')).toHaveLength(3)
    expect(screen.queryByText('抽取结果')).not.toBeInTheDocument()
    expect(screen.queryByRole('link', { name: '打印证书' })).not.toBeInTheDocument()
    expect(screen.getByRole('img', { name: '二维码：抽取公开记录 CQ2026-0001-1-1' })).toBeInTheDocument()
  })

  test('open: the certificate, the words of the three, what is met, the other attempts', () => {
    page(opened)
    expect(screen.getByRole('link', { name: '下载抽取证书' })).toBeInTheDocument()
    expect(screen.getByRole('link', { name: '在浏览器中核验' })).toHaveAttribute(
      'href',
      '/verify?record=CQ2026-0001-1-1',
    )
    expect(screen.getByRole('link', { name: '打印证书' })).toHaveAttribute('href', '/draws/CQ2026-0001-1-1/certificate')
    for (const sign of ['9', 'a', 'b', 'c', 'd']) expect(screen.getByText(hash(sign))).toBeInTheDocument()
    expect(screen.getByText('内容：使用单位的话')).toBeInTheDocument()
    expect(screen.getByText('（符合）')).toBeInTheDocument()
    expect(screen.getByText(/1 人，由同类的下一位顶上。原因：那几天请假 少于 3 人/)).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'CQ2026-0001-1-2' })).toBeInTheDocument()
  })

  test('ended: said before everything else', () => {
    page({ ...sealed, stateLabel: '已结束，没有抽取', ended: { at, reason: '需求有变动，这次封存不再使用。' } })
    expect(screen.getByText(/需求有变动，这次封存不再使用。/)).toBeInTheDocument()
  })
})

describe('the sheet of a certificate', () => {
  const sheet: Sheet = {
    ...{ view: opened, seed: hash('1'), secret: hash('2'), ticket: 77, tickets: 1048576, row: 4, rows: 9, kinds: 3 },
    ...{ lowest: '25%', highest: '40%', bound: '25.01%', panels: [{ name: '信息组', signs: [hash('7'), hash('8')] }] },
  }
  const address = 'https://a.example/draws/CQ2026-0001-1-1'

  test('for everybody: signs and no name, how to check it, and the code that leads to the record', () => {
    show(<CertificateSheet sheet={sheet} authority="示范市科技局" address={address} />)
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('评审专家抽取证书')
    expect(screen.getByText(hash('7'))).toBeInTheDocument()
    expect(screen.getByText('第 77 号（从 0 起），属于第 5 种组合')).toBeInTheDocument()
    expect(screen.getByText(/npm run -s draw:verify/)).toBeInTheDocument()
    expect(screen.queryByText(/内部版/)).not.toBeInTheDocument()
    expect(screen.getByText(/以后有人不能来的，按证书里封存的候补顺序递补/)).toBeInTheDocument()
  })

  test('for the staff: who stands behind the signs, and that it is not to be given out', () => {
    const people = [
      { sign: hash('7'), name: '鲜于旁观', unit: '某大学', note: '没有邀请：那几天请假' },
      { sign: hash('8'), name: '栾缄默', unit: '某研究所', note: '' },
    ]
    show(
      <CertificateSheet
        sheet={sheet}
        authority="示范市科技局"
        address={address}
        named={[{ group: '信息组', people }]}
      />,
    )
    expect(screen.getByText(/内部版，含姓名/)).toBeInTheDocument()
    expect(screen.getByText(/谁到了场，见“通知和答复”页/)).toBeInTheDocument()
    expect(screen.getByText('鲜于旁观').closest('li')).toHaveTextContent('没有邀请：那几天请假')
  })
})

describe("an expert's own draws", () => {
  const params = parseListParams({}, receiptSpec)
  const own: OwnDraw = {
    ...{ id: '0198c0de-0000-7000-8000-000000000001', number: 'CQ2026-0001-1-1', purpose: '验收', voided: false },
    ...{ round: '第 1 轮 首次抽取', sessionFrom: at, drawnAt: at, chance: '25%', groups: [], sealed: true },
  }

  test('none says why there may be none; one sealed leads to the receipt, a uniform one does not', () => {
    const { rerender } = show(<OwnDraws params={params} items={[]} next={null} />)
    expect(screen.getByText('还没有可以查看的抽取')).toBeInTheDocument()
    rerender(
      <OwnDraws
        params={params}
        items={[own, { ...own, id: 'other', number: 'CQ2026-0002', sealed: false }]}
        next={null}
      />,
    )
    expect(screen.getAllByRole('link')).toHaveLength(1)
    expect(screen.getByRole('link', { name: 'CQ2026-0001-1-1 的回执' })).toHaveAttribute(
      'href',
      `/expert/draws/${own.id}`,
    )
  })

  test('the receipt: exact chance, the file, and what to do with it', () => {
    const more = { seal: hash('a'), sign: hash('b'), place: 3, people: 12, fraction: [1, 4] as const }
    show(
      <ReceiptCard
        receipt={{ ...own, ...more, groups: [{ name: '甲组', chance: '10%', fraction: [1, 10] }], voided: true }}
      />,
    )
    expect(screen.getByText('精确值 1 / 4')).toBeInTheDocument()
    expect(screen.getByRole('list', { name: '各专业组的机会' })).toHaveTextContent('甲组 10%精确值 1 / 10')
    expect(screen.getByText(/^第 3 位，共 12 人（按代号排列/)).toBeInTheDocument()
    expect(screen.getByRole('link', { name: '与证书一起核验' })).toHaveAttribute(
      'href',
      `/verify?record=CQ2026-0001-1-1&receipt=${own.id}`,
    )
    expect(screen.getByRole('link', { name: '下载回执' })).toHaveAttribute('href', `/api/draws/receipts/${own.id}`)
    expect(screen.getByText('这次抽取后来已宣布无效')).toBeInTheDocument()
  })
})

test('a seal names its place in the list of all seals, with the root of that moment', () => {
  show(<PublicRecord view={sealed} authority="市科技局" address="http://x/draws/1" />)
  expect(screen.getByText(/号，记入以后的总账根值/).closest('dd')).toHaveTextContent(
    `第 12 号，记入以后的总账根值${hash('f')}`,
  )
})
