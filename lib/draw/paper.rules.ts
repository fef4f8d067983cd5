/** The papers of a draw; each print has a serial of its own and is recorded. */
export const paperKinds = [
  ['record', '评审专家抽取记录表'],
  ['signIn', '评审专家签到表'],
  ['pay', '劳务费发放表'],
  ['letter', '密封函'],
] as const
export type PaperKind = (typeof paperKinds)[number][0]
/** Those that are printed on the pages of a draw; the list of pay is printed by 财务 alone, a 密封函 made by a supervisor. */
export const openKinds = ['record', 'signIn'] as const
export const paperLabel = (kind: string): string => paperKinds.find(([code]) => code === kind)?.[1] ?? kind

/** The number of the nth print of a request: CQ2026-0012-03. */
export const serialOf = (number: string, nth: number): string => `${number}-${String(nth).padStart(2, '0')}`

/**
 * From when on a paper can be printed, as the sentence why not; null: now.
 * @param facts.own whoever asked, before the door is open and the names may be read: 签到表 has a line for each 特邀 who comes
 */
export function whyNotPaper(
  kind: (typeof openKinds)[number],
  facts: { draws: number; status: string; own: boolean },
): string | null {
  if (kind === 'signIn' && facts.own)
    return '这是您自己提出的需求，签到表评审当天才能打印。需要提前准备的，请抽取人打印。'
  if (facts.draws === 0) return '还没有抽取，抽取以后才能打印。'
  if (kind === 'signIn' && !['confirmed', 'held', 'reviewed', 'archived'].includes(facts.status))
    return '名单确认以后才能打印签到表。'
  return null
}

/** A table of a paper; widths are parts of 24. */
export type PaperTable = {
  heading: string
  columns: readonly { label: string; span: number }[]
  rows: readonly (readonly string[])[]
  /** rows that people sign in are higher */
  tall?: boolean
}
/** What stands on a paper, before it is drawn. */
export type PaperContent = {
  title: string
  serial: string
  facts: readonly (readonly [label: string, value: string])[]
  tables: readonly PaperTable[]
  notes: readonly string[]
  /** codes that lead to public records, with what stands beside each */
  codes?: readonly { address: string; lines: readonly string[] }[]
  /** who signs at the end */
  signs: readonly string[]
  /** across each page, and in its foot: who printed it, and when */
  mark: string
}

export type PaperHead = {
  number: string
  title: string
  purpose: string
  office: string
  session: string
  place: string
  serial: string
  mark: string
  sealed: string | null
}

/** What stands at the head of every paper of a draw. */
export const headFacts = ({ number, title, purpose, office, session, place }: PaperHead): PaperContent['facts'] => [
  ['评审活动', title],
  ['需求编号', number],
  ['用途', purpose],
  ['使用单位', office],
  ['评审时间', session],
  ['评审地点', place],
]

export type PaperPlace = { group: string; label: string; kind: string; status: string; name: string; unit: string }
/** A place as papers call it. */
export const placeWords = ({ label, kind }: PaperPlace): string => `${label}${kind === 'alternate' ? '（递补）' : ''}`

/** Places group by group, in their order. */
export const byGroup = (places: readonly PaperPlace[]): [group: string, of: PaperPlace[]][] =>
  [...new Set(places.map(place => place.group))].map(group => [group, places.filter(place => place.group === group)])

export type PaperAttempt = {
  round: string
  attempt: number
  at: string
  operator: string
  voided: string | null
  /** how it was drawn, in words */
  method: string
  groups: readonly { name: string; asked: number; drawn: number; eligible: string; out: string }[]
  hashes: readonly (readonly [label: string, value: string])[]
  /** of a draw from a seal: its number, the seal, and where its public record stands */
  seal: { number: string; hash: string; address: string } | null
}

/**
 * 抽取记录表: every attempt with its counts and what seals it, and who sits where: places by number as long as the names
 * are sealed. Those who asked sign it, so counts below three are not on it, and while it is sealed only steps are, and
 * nothing of 特邀: a line would say which of those they named come.
 */
export function recordPaper(
  head: PaperHead,
  attempts: readonly PaperAttempt[],
  places: readonly PaperPlace[],
): PaperContent {
  const drawn = places.filter(({ kind }) => kind !== 'special')
  return {
    ...{ title: '评审专家抽取记录表', serial: head.serial, mark: head.mark, facts: headFacts(head) },
    tables: [
      ...attempts.flatMap(one => attemptTables(one)),
      {
        heading: '名单',
        columns: head.sealed
          ? [
              { label: '专业组', span: 8 },
              { label: '席位', span: 16 },
            ]
          : [
              { label: '专业组', span: 5 },
              { label: '席位', span: 4 },
              { label: '姓名', span: 4 },
              { label: '工作单位', span: 8 },
              { label: '状态', span: 3 },
            ],
        rows: head.sealed
          ? byGroup(drawn).map(([group, of]) => [group, of.map(placeWords).join('，')])
          : places.map(place => [place.group, placeWords(place), place.name, place.unit, place.status]),
      },
    ],
    // one that was declared void is listed there as well
    codes: attempts.flatMap(({ seal, voided }) => (seal && voided === null ? [recordCode(seal)] : [])),
    notes: head.sealed
      ? [head.sealed, '名单公开以前，可抽和除外的人数只写约数，有没有特邀专家也不写；公开以后可以重新打印。']
      : [],
    signs: ['抽取人', '监督人', '使用单位'],
  }
}

/** The first signs of a seal in fours, as people compare them by eye. */
const firstSigns = (hash: string): string => (hash.slice(0, 16).match(/.{4}/g) ?? []).join(' ')

const recordCode = ({ number, hash, address }: NonNullable<PaperAttempt['seal']>) => ({
  address,
  lines: [
    `抽取公开记录 ${number}`,
    address,
    `封存值开头：${firstSigns(hash)}。与公开记录上的相同，说明抽取用的就是公布过的那一次封存。`,
    '扫码或输入网址打开。名单公开后，那里可以下载抽取证书，在「核验抽取结果」中重新计算。',
  ],
})

function attemptTables({ round, attempt, at, operator, voided, method, groups, hashes }: PaperAttempt) {
  const table: PaperTable = {
    heading: `${round}，第 ${attempt} 次抽取（${voided === null ? '有效' : '已宣布无效'}）`,
    columns: [
      { label: '专业组', span: 5 },
      { label: '应抽', span: 2 },
      { label: '抽出', span: 2 },
      { label: '可抽', span: 4 },
      { label: '除外的人数和原因', span: 11 },
    ],
    rows: groups.map(({ name, asked, drawn, eligible, out }) => [name, `${asked}`, `${drawn}`, eligible, out]),
  }
  const seal: PaperTable = {
    heading: '抽取的时间、方法和校验值',
    columns: [],
    rows: [
      ['抽取时间、抽取人', `${at}，${operator}`],
      ['方法', method],
      ...(voided === null ? [] : [['宣布无效的理由', voided]]),
      ...hashes.map(([label, value]) => [label, value]),
    ],
  }
  return [table, seal]
}

/** 签到表: who is expected, to sign; as long as the names are sealed places by number, with the rest left blank. */
export function signInPaper(head: PaperHead, places: readonly PaperPlace[]): PaperContent {
  return {
    ...{ title: '评审专家签到表', serial: head.serial, mark: head.mark, facts: headFacts(head) },
    tables: byGroup(places).map(([heading, of]) => ({
      heading,
      tall: true,
      columns: [
        { label: '席位', span: 4 },
        { label: '姓名', span: 4 },
        { label: '工作单位', span: 8 },
        { label: '签名', span: 5 },
        { label: '时间', span: 3 },
      ],
      rows: of.map(place => [placeWords(place), place.name, place.unit, '', '']),
    })),
    notes: head.sealed ? [`${head.sealed}现场签到后由专家本人填写姓名和单位，本表按评审保密材料保管。`] : [],
    signs: ['抽取人', '监督人', '使用单位'],
  }
}

export type PayLine = {
  group: string
  name: string
  unit: string
  /** yuan */
  amount: string
  bank: string
  account: string
}

/**
 * 劳务费发放表: whoever came and is still to be paid, what he gets and where to.
 * @param done those who are paid already: they are said as a number, so that the sheets of one review add up
 */
export function payPaper(
  head: PaperHead,
  lines: readonly PayLine[],
  total: string,
  done: { people: number; total: string },
): PaperContent {
  return {
    ...{ title: '劳务费发放表', serial: head.serial, mark: head.mark, facts: headFacts(head) },
    tables: [
      {
        heading: `发放明细（${lines.length} 人，合计 ${total} 元）`,
        tall: true,
        columns: [
          { label: '序', span: 1 },
          { label: '姓名', span: 3 },
          { label: '工作单位', span: 4 },
          { label: '金额（元）', span: 3 },
          { label: '开户银行', span: 4 },
          { label: '账号', span: 6 },
          { label: '签名', span: 3 },
        ],
        rows: lines.map((line, at) => [
          ...[`${at + 1}`, line.name, line.unit, line.amount],
          ...[line.bank, line.account, ''],
        ]),
      },
    ],
    notes: [
      ...(done.people > 0 ? [`另有 ${done.people} 人已登记发放，合计 ${done.total} 元，不在本表。`] : []),
      '内含银行账号，只用于发放本次劳务费，不得转给他人；发放后按财务档案保管。',
    ],
    signs: ['经办人', '复核人', '负责人'],
  }
}
