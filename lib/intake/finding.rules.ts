import { addYears } from '@/lib/platform/fields/age'
import type { Fault } from './intake.rules'

export type RowState = 'new' | 'merge' | 'known' | 'unit' | 'faulty'

export const rowStates: readonly RowState[] = ['new', 'merge', 'known', 'unit', 'faulty']
export const stateLabels: Readonly<Record<RowState, string>> = {
  new: '可入库',
  merge: '已有账号，将合并入库',
  known: '已在库，只补来源',
  unit: '单位未登记',
  faulty: '有错误',
}
/** What is said of a row that could have come in, of a list that was ended before it did. */
export const NOT_REACHED = '没有办理：名单已到此为止'
/** States whose rows the worker takes into the pool. */
export const enterable: readonly RowState[] = ['new', 'merge', 'known']

/** What stands against a row outside itself, in the file or in the pool; the SQL of `resolve` names these codes. */
export const findings = {
  doubleNumber: { column: '证件号码', text: '与前面一行的证件号码相同，只办理最前面的一行' },
  doublePhone: { column: '手机号码', text: '与前面一行的手机号码相同，请核对是哪一位的号码' },
  merged: { column: '', text: '这一行有合并的单元格，没有读取。请取消合并，每一行单独填写' },
  phoneTaken: { column: '手机号码', text: '这个手机号码已经是另一个人的登录手机，请核对号码' },
  otherName: { column: '姓名', text: '这个证件号码已登记给另一个姓名，请核对姓名和号码' },
  disabled: { column: '证件号码', text: '这位人员的账号已停用，请先核实' },
  left: { column: '证件号码', text: '这位专家已经出库，不能由名单恢复；要重新入库的请本人申请' },
  underWay: {
    column: '证件号码',
    text: '这位人员自己提交的入库申请还没有办完，请按那一份办理（退回修改的，请本人改好再提交）；要改由名单入库的，待审核的可由本人撤回，其余的等办出结果，再重新导入',
  },
  begun: {
    column: '证件号码',
    text: '这位人员自己的入库申请已填写内容，还没有提交。请联系本人填完提交，按那一份办理；要改由名单入库的，请本人先清空已填的内容和文件，再重新导入',
  },
  otherPhone: { column: '手机号码', text: '这位人员已用另一个手机号码注册，请核对是不是同一人，并改为现在的号码' },
  barred: { column: '姓名', text: '有一位同名、同出生日期的专家已出库，还不能重新入库，请先核实' },
  notApproved: { column: '工作单位', text: '这位人员的从属还没有经单位审核通过，或已被锁定，请先由单位办理' },
  unitUnknown: { column: '工作单位', text: '单位名录里没有这个单位，请先登记单位，再重新检查' },
  unitSeveral: { column: '工作单位', text: '有几个单位叫这个名称，请填写统一社会信用代码' },
  unitOther: { column: '统一社会信用代码', text: '单位名称和信用代码在名录里是两个单位，请核对' },
  unitInactive: { column: '工作单位', text: '这个单位还没有审核通过，或已停用，请先办理单位' },
} as const satisfies Record<string, Fault>
export type Finding = keyof typeof findings

/** Everything that keeps a row out, as sentences beside their columns. */
export const faultsOf = (row: { faults: unknown; finding: string | null }): Fault[] => {
  const own = row.faults as Fault[]
  const found = row.finding && row.finding in findings ? findings[row.finding as Finding] : null
  return found ? [...own, found] : own
}

/** How the rows of a list are shared out. */
export type Counts = Record<RowState, number>
export const noCounts: Counts = { new: 0, merge: 0, known: 0, unit: 0, faulty: 0 }
export const sumOf = (counts: Counts): number => rowStates.reduce((sum, state) => sum + counts[state], 0)
export const enterableIn = (counts: Counts): number => enterable.reduce((sum, state) => sum + counts[state], 0)

/** The day from which the years of a login are counted may lie a year off, not more. @returns why not, or null */
export function whyNotGoLive(day: string, today: string): string | null {
  if (day < addYears(today, -1)) return '启用日期不能早于一年以前，否则导入的专家马上就会因为没有登录而休眠。'
  return day > addYears(today, 1) ? '启用日期不能晚于一年以后，请核对。' : null
}
