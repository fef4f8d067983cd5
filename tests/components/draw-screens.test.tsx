import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { AnswerCard } from '@/components/draw/answer-card'
import { AvoidanceList } from '@/components/draw/avoidance-list'
import { ConflictCounts } from '@/components/draw/conflict-counts'
import { LetterCard } from '@/components/draw/letter-card'
import { PostponeDraw } from '@/components/draw/move-dialogs'
import { UnsealCard } from '@/components/draw/unseal-card'
import { BodyRow } from '@/components/table/table-parts'
import type { OwnSeat } from '@/lib/draw/answer.dto'
import type { AvoidanceView } from '@/lib/draw/avoidance.dto'
import type { LetterView } from '@/lib/draw/letter.dto'
import { addSpecialSchema } from '@/lib/draw/request.schema'
import type { UnsealView } from '@/lib/draw/unseal.dto'
import { id, open } from '../support/draw-screens'

// what a server does is tested with the database; here nothing is sent
jest.mock('@/lib/draw/seat.actions', () => ({}))
jest.mock('@/lib/draw/subject.actions', () => ({}))
jest.mock('@/lib/draw/unseal.actions', () => ({}))
jest.mock('@/lib/draw/letter.actions', () => ({}))
jest.mock('@/lib/draw/paper.actions', () => ({}))

const pledge = { title: '保密与回避承诺', version: '1', body: '我保密。' }
const seat = (change: Partial<OwnSeat>): OwnSeat => ({
  ...{ id, number: 'CQ2026-0001', title: '评审', group: '材料组', office: '规划处', place: null },
  sessionFrom: new Date('2026-12-20T01:00Z'),
  sessionTo: new Date('2026-12-20T04:00Z'),
  ...{ status: 'notified', statusLabel: '已通知', answerBy: new Date('2026-12-01T02:00Z'), notifiedAt: new Date(0) },
  ...{ answeredAt: null, signedInAt: null, closed: null, mayWithdraw: false, maySign: false, mayObject: false },
  ...{ declined: null, subjects: [], accepted: null, steps: [], pay: null },
  ...change,
})
const invitation = (change: Partial<OwnSeat> = {}) =>
  open(<AnswerCard seat={seat(change)} which={{ token: 't', id: null }} pledge={pledge} />)

describe('the card of an invitation', () => {
  test('says first until when to answer, and calls it 待答复', () => {
    invitation()
    expect(screen.getByText('待答复')).toBeInTheDocument()
    expect(screen.getByText(/前答复/)).toHaveTextContent('请在 2026-12-01 10:00 前答复')
    expect(screen.getByText('2026-12-20 09:00 至 12:00')).toBeInTheDocument()
  })

  test('whoever declines reads that it is final, with the focus there', async () => {
    invitation()
    await userEvent.click(screen.getByRole('button', { name: '不能参加' }))
    expect(screen.getByText('提交以后由其他专家递补，不能再改为参加。').parentElement).toHaveFocus()
    expect(screen.getByRole('textbox', { name: /^说明/ })).toHaveAccessibleName(/^说明 ?（选填）$/)
  })

  test('whoever accepted is told what happens next', () => {
    const accepted = { materials: [], briefing: null, code: null, seat: '材料组 1 号', unsigned: false }
    invitation({ status: 'accepted', statusLabel: '接受', answerBy: null, mayWithdraw: true, accepted })
    expect(screen.getByText('您已接受邀请，请按时到场')).toBeInTheDocument()
  })

  test('before he answers he reads what lets him judge his own 回避', () => {
    const subjects = Array.from({ length: 12 }, (_, at) => ({
      title: `项目${at}`,
      units: ['某研究院 一所'],
      people: [],
    }))
    invitation({ subjects })
    const section = within(screen.getByRole('region', { name: '评审对象' }))
    expect(section.getAllByText('单位：某研究院 一所')).toHaveLength(12)
    expect(section.queryByText(/人员/)).toBeNull()
    expect(section.getByText('另有 2 个')).toBeInTheDocument()
    expect(screen.queryByRole('region', { name: '评审材料' })).toBeNull()
  })

  test('his materials open by his link, with who added them', () => {
    const file = {
      ...{
        id,
        purpose: 'drawMaterial',
        name: '方案.pdf',
        size: 2048,
        type: 'application/pdf',
        state: 'ready' as const,
      },
      ...{ uploadedAt: '2026-12-01T02:00:00Z', href: `/api/files/${id}`, addedBy: '周处', section: null, rowId: null },
    }
    const accepted = { materials: [file], briefing: null, code: null, seat: '材料组 1 号', unsigned: false }
    invitation({ status: 'accepted', statusLabel: '接受', answerBy: null, mayWithdraw: true, accepted })
    const section = within(screen.getByRole('region', { name: '评审材料' }))
    expect(section.getByRole('link', { name: /方案\.pdf/ })).toHaveAttribute('href', `/api/files/${id}?token=t`)
    expect(section.getByText('由周处上传')).toBeInTheDocument()
  })
})

test.each([
  ['declined', '拒绝', '时间有冲突'],
  ['withdrawn', '已辞', '应当回避'],
] as const)(
  'whoever said he does not come (%s) reads that he is done, in his own words',
  (status, statusLabel, reason) => {
    invitation({ status, statusLabel, answerBy: null, declined: reason })
    expect(screen.getByText('不能参加')).toBeInTheDocument()
    expect(screen.queryByText(statusLabel)).toBeNull()
    expect(screen.getByText('您已经答复不能参加，不用到场')).toBeInTheDocument()
    expect(screen.queryByRole('button')).toBeNull()
  },
)

test('what was compared is told apart from what was not, and nobody from somebody', () => {
  const counts = (total: number, foundAt: Date | null) =>
    open(<ConflictCounts summary={{ total, foundAt, rules: [], open: null }} />).container.textContent
  expect(counts(0, null)).toContain('还没有比对')
  expect(counts(0, new Date(0))).toContain('没有应当回避的专家')
  expect(counts(4, new Date(0))).toContain('共 4 人应当回避')
})

const declared = (at: number, change: Partial<AvoidanceView> = {}): AvoidanceView => ({
  ...{ id: `a${at}`, version: 0, source: 'applicant', status: 'pending', at: new Date(0), reason: '有纠纷。' },
  ...{
    basis: null,
    ended: false,
    subject: null,
    kind: 'person',
    target: `某人${at}`,
    declaredBy: '需方',
    decided: null,
  },
  ...{ mayDecide: false, mayWithdraw: false },
  ...change,
})
const avoidances = (rows: AvoidanceView[]) =>
  open(
    <AvoidanceList
      requestId={id}
      rows={rows}
      subjects={[{ value: id, label: '旱稻' }]}
      bureau={false}
      hint="替申报人提出。"
    />,
  )

describe('声明回避', () => {
  test('of several hundred ten that wait stand open, the rest is folded', () => {
    const rows = Array.from({ length: 300 }, (_, at) => declared(at, at % 2 ? { status: 'accepted' } : {}))
    avoidances(rows)
    expect(screen.getByText('另有 140 条待核准')).toBeInTheDocument()
    expect(screen.getByText('已办理的 150 条')).toBeInTheDocument()
    const [first] = screen.getAllByRole('list')
    expect(within(first!).getAllByRole('listitem')).toHaveLength(10)
  })

  test('of a unit only its name is asked for', async () => {
    avoidances([])
    await userEvent.click(screen.getByRole('button', { name: '声明回避…' }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByRole('textbox', { name: /^姓名/ })).toBeInTheDocument()
    await userEvent.click(dialog.getByRole('radio', { name: '单位' }))
    expect(dialog.queryByRole('textbox', { name: /^姓名|证件|手机/ })).toBeNull()
    expect(dialog.getByRole('textbox', { name: /^单位/ })).toHaveAccessibleName(/^单位 ?（必填）$/)
  })
})

test('改期 shows the present time beside the new one', async () => {
  const [sessionFrom, sessionTo] = [new Date('2026-12-20T01:00Z'), new Date('2026-12-20T04:00Z')]
  open(<PostponeDraw draw={{ id, version: 0, sessionFrom, sessionTo, place: null }} />)
  await userEvent.click(screen.getByRole('button', { name: '改期…' }))
  expect(await screen.findByText('现在的时间：2026-12-20 09:00 至 12:00')).toBeInTheDocument()
})

test('on a phone a card of a table leaves out what its row has nothing in', () => {
  open(
    <table>
      <tbody>
        <BodyRow
          columns={[
            { id: 'name', header: '席位', primary: true },
            { id: 'deed', header: '办理' },
          ]}
          cells={{ name: '1 号', deed: false }}
        />
      </tbody>
    </table>,
  )
  expect(screen.getByRole('cell')).toHaveClass('max-sm:hidden')
})

test('everything a 特邀 lacks is said at once', () => {
  const blank = { expertId: '', name: '', unitName: '', title: '', phone: '', reason: '' }
  const read = addSpecialSchema.safeParse({ roundId: id, groupId: '', from: 'outside', ...blank })
  expect(read.error?.issues.map(issue => issue.path[0])).toEqual(['reason', 'groupId', 'name', 'unitName', 'phone'])
})

describe('启封', () => {
  const at = new Date('2026-12-20T01:00Z')
  const pressed = [
    { role: 'operator', label: '抽取人', by: { name: '周抽', at } },
    { role: 'supervisor', label: '监督人员', by: null },
  ]
  const card = (change: Partial<UnsealView>) => {
    const view: UnsealView = {
      id,
      number: 'CQ2026-0001',
      openedAt: null,
      whyNot: null,
      parts: pressed,
      mine: undefined,
    }
    open(<UnsealCard view={{ ...view, ...change }} />)
  }

  test('says who has opened the list, and who still has to', () => {
    card({})
    expect(screen.getByText(/周抽/)).toHaveTextContent('2026-12-20 09:00 启封')
    expect(screen.getByText('还没有启封')).toBeInTheDocument()
    expect(screen.getByText(/还要监督人员启封，请他们登录/)).toBeInTheDocument()
    expect(screen.queryByRole('button')).toBeNull()
  })

  test('whoever may has the button, and is told that with him the names open', async () => {
    card({ mine: null })
    await userEvent.click(screen.getByRole('button', { name: '启封名单…' }))
    expect(await screen.findByText(/您启封以后名单立即公开，不能撤回/)).toBeInTheDocument()
  })

  test.each([
    ['before it is ready, why', { whyNot: '评审开始以后才能启封。' }, '评审开始以后才能启封。'],
    ['why not he', { mine: '这是您自己提出的需求。' }, '这是您自己提出的需求。'],
    ['that it is open', { openedAt: at }, /名单已于/],
  ])('%s', (_, change, words) => {
    card(change)
    expect(screen.getByText(words)).toBeInTheDocument()
    expect(screen.queryByRole('button')).toBeNull()
  })
})

describe('密封函', () => {
  const newest = {
    serial: 'CQ2026-0001-02',
    at: new Date(0),
    by: '钱督',
    sha256: 'ab'.repeat(32),
    of: null,
    current: true,
  }
  const card = (change: Partial<LetterView>) =>
    open(<LetterCard view={{ id, newest, make: undefined, key: undefined, ...change }} />)

  test('its maker has the file and the cover, whoever keeps the password has that', () => {
    const { unmount } = card({ make: null })
    expect(screen.getAllByRole('button').map(one => one.textContent)).toEqual(['重新生成并下载密封函', '打印封面'])
    unmount()
    card({ key: null })
    expect(screen.getAllByRole('button').map(one => one.textContent)).toEqual(['查看密封函密码'])
  })

  test('one that is out of date says so, and which it took the place of', () => {
    card({ newest: { ...newest, current: false, of: 'CQ2026-0001-01' } })
    expect(screen.getByText('CQ2026-0001-01，请销毁')).toBeInTheDocument()
    expect(screen.getByText(/请销毁 CQ2026-0001-02/)).toBeInTheDocument()
  })
})
