/** The most experts one file may hold, and the days it can be fetched. */
export const MOST_ROWS = 5000
export const KEPT_DAYS = 7
/** So often the worker begins to make a file before it says that it cannot; so long it waits in between. */
export const MOST_TRIES = 3
export const TRY_AGAIN_MS = 60_000
/** An attempt that has said nothing for so long was broken off; a file of the most rows takes seconds. */
export const BROKEN_OFF_MS = 10 * 60_000

/**
 * What a file may show of an expert, in its order. `clear`: a personal number as it is, only with a
 * reason of its own, for whoever may read one such number on the screen. `needs`: only for whoever may look at such figures.
 */
export const exportColumns = [
  { value: 'name', label: '姓名', width: 12 },
  { value: 'sex', label: '性别', width: 6 },
  { value: 'age', label: '年龄', width: 6 },
  { value: 'unit', label: '所在单位', width: 32 },
  { value: 'title', label: '技术职称', width: 16 },
  { value: 'level', label: '职称级别', width: 10 },
  { value: 'disciplines', label: '学科', width: 30 },
  { value: 'region', label: '所在地区', width: 18 },
  { value: 'status', label: '状态', width: 10 },
  { value: 'source', label: '入库方式', width: 12 },
  { value: 'admitted', label: '入库时间', width: 12 },
  // of lists that are open, of the last twelve months
  { value: 'pools', label: '在抽取范围内（近 12 个月，次）', width: 16, needs: 'draw.balance' },
  { value: 'expected', label: '按机会应抽中（近 12 个月，次）', width: 16, needs: 'draw.balance' },
  { value: 'drawn', label: '实际抽中（近 12 个月，次）', width: 16, needs: 'draw.balance' },
  { value: 'phoneMask', label: '手机号码（部分隐去）', width: 18 },
  { value: 'documentMask', label: '证件号码（部分隐去）', width: 24 },
  { value: 'phone', label: '手机号码（完整）', width: 16, clear: 'expert.reveal' },
  { value: 'document', label: '证件号码（完整）', width: 24, clear: 'expert.revealDocument' },
] as const
export type ExportColumn = (typeof exportColumns)[number]['value']

/** What somebody needs for these columns besides the right to export. */
export const needsFor = (columns: readonly string[]): ('expert.reveal' | 'expert.revealDocument' | 'draw.balance')[] =>
  exportColumns.flatMap(column => {
    if (!columns.includes(column.value)) return []
    return 'clear' in column ? [column.clear] : 'needs' in column ? [column.needs] : []
  })

/** Whether a file of these columns tells of draws. */
export const tellsOfDraws = (columns: readonly string[]): boolean =>
  exportColumns.some(column => 'needs' in column && columns.includes(column.value))

/** Whether a file of these columns would hold numbers in clear. */
export const holdsNumbers = (columns: readonly string[]): boolean =>
  exportColumns.some(column => 'clear' in column && columns.includes(column.value))

/** Why so many cannot stand in one file; null when they can. */
export const whyTooMany = (count: number, more = false): string | null =>
  count > MOST_ROWS
    ? `符合条件的有 ${count}${more ? '+' : ''} 名，超过一次导出的上限 ${MOST_ROWS} 名。请增加条件，分几次申请。`
    : null

/** Of a list of chosen columns those that there are, in the order of the file. */
export const columnsIn = (chosen: readonly string[]) => exportColumns.filter(({ value }) => chosen.includes(value))

/** The same for a page: what each is called, and whether it is a number in clear. */
export const labelledColumns = (chosen: readonly string[]) =>
  columnsIn(chosen).map(one => ({ value: one.value, label: one.label, clear: 'clear' in one }))

/** Said on every sheet, and on what is printed of it: whose file it is, and what it was given out for. */
export type Mark = { number: string; requester: string; approver: string; madeAt: string; purpose: string }
export const markLines = ({ number, requester, approver, madeAt, purpose }: Mark): string[] => [
  `导出编号 ${number}　提出人 ${requester}　审批人 ${approver}　生成时间 ${madeAt}`,
  `用途：${purpose}`,
  '内含个人信息，仅限上述用途，不得转给他人，用后删除。',
]
