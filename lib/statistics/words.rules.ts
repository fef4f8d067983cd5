import type { Dimension } from './dimension.rules'
import type { DeskFigures, DisciplineFigures, FlowFigures, GapFigures, PoolFigures, Slice } from './statistics.dto'

export const dimensionTitles: Readonly<Record<Dimension, string>> = {
  region: '地区',
  inside: '地域',
  nature: '单位性质',
  age: '年龄',
  titleLevel: '职称级别',
  sex: '性别',
  source: '入库方式',
  status: '在库状态',
}

const grouped = new Intl.NumberFormat('zh-CN')
export const people = (count: number): string => `${grouped.format(count)} 人`

/** A part of a whole in words: 占 34.2%; nothing of nothing. */
export const part = (count: number, whole: number): string =>
  whole === 0 ? '' : `占 ${((count / whole) * 100).toFixed(1)}%`

const most = (slices: readonly Slice[]): Slice | null =>
  slices.reduce<Slice | null>((top, slice) => (top === null || slice.count > top.count ? slice : top), null)

/** What is to be seen of one division of the pool. */
export function dimensionSentence(dimension: Dimension, { total, by }: PoolFigures): string {
  const slices = by[dimension]
  const top = most(slices)
  if (!top || total === 0) return '还没有在库专家。'
  if (slices.length === 1) return `全部 ${people(total)}都是「${top.label}」。`
  if (dimension === 'age') {
    const above = slices
      .filter(({ code }) => code === '55' || code === 'over65')
      .reduce((sum, one) => sum + one.count, 0)
    return `55 岁以上 ${people(above)}，${part(above, total)}；人数最多的是 ${top.label}，${people(top.count)}。`
  }
  if (dimension === 'region' && slices.length > 3) {
    const three = slices.slice(0, 3)
    const sum = three.reduce((all, slice) => all + slice.count, 0)
    return `分布在 ${slices.length} 个地区，${three.map(slice => slice.label).join('、')}合计 ${people(sum)}，${part(sum, total)}。`
  }
  return `最多的是「${top.label}」，${people(top.count)}，${part(top.count, total)}。`
}

/** What is to be seen of the disciplines of one level. */
export function disciplineSentence({ way, total, slices }: DisciplineFigures): string {
  const place = way.at(-1)?.label
  const [top] = slices
  if (!top) return place ? `「${place}」还没有在库专家。` : '还没有在库专家。'
  const begin = place
    ? `「${place}」有在库专家 ${people(total)}，`
    : `${people(total)}分布在 ${slices.length} 个一级学科，`
  return `${begin}最多的是「${top.label}」，${people(top.count)}，${part(top.count, total)}。`
}

/** What is to be seen of a range of months. */
export function flowSentence({ before, after, in: into, out }: FlowFigures): string {
  const change = after - before
  const words = change === 0 ? '没有增减' : change > 0 ? `净增 ${people(change)}` : `净减 ${people(-change)}`
  return `期初 ${people(before)}，入库 ${people(into)}，出库 ${people(out)}，期末 ${people(after)}，${words}。`
}

/** What is to be seen of how people came in, or why they left. */
export function slicesSentence(slices: readonly Slice[], none: string): string {
  const top = most(slices)
  const total = slices.reduce((sum, slice) => sum + slice.count, 0)
  if (!top) return none
  if (slices.length === 1) return `${people(total)}都是「${top.label}」。`
  return `共 ${people(total)}，最多的是「${top.label}」，${people(top.count)}，${part(top.count, total)}。`
}

export function dormantSentence({ sleep, wake }: FlowFigures): string {
  if (sleep === 0 && wake === 0) return '没有专家进入休眠或被唤醒。'
  return `进入休眠 ${people(sleep)}，登录激活 ${people(wake)}。`
}

/** What is to be seen of a desk. */
export function deskSentence({ handled, median, ninety, aim, within, waiting, overdue }: DeskFigures): string {
  const now =
    waiting === 0
      ? '现在没有待办。'
      : `现在有 ${grouped.format(waiting)} 份${overdue ? `，其中 ${grouped.format(overdue)} 份超过时限` : ''}。`
  if (handled === 0) return `这段时间没有办结的。${now}`
  const kept =
    aim === null || within === null ? '' : `，${((within / handled) * 100).toFixed(1)}% 在 ${aim} 个工作日的时限内`
  return `办结 ${grouped.format(handled)} 份，一半在 ${median} 个工作日内，九成在 ${ninety} 个工作日内${kept}。${now}`
}

/** A month as an axis shows it: 26-03. */
export const shortMonth = (month: string): string => month.slice(2)

/** What is to be seen of the gaps of a level. */
export function gapSentence({ disciplines, covered, thin }: GapFigures, threshold: number): string {
  const few = thin.length === 0 ? '有专家的学科都不少于' : `其中 ${thin.length} 个不足`
  return `${disciplines} 个学科中有 ${covered} 个有可用的专家，${few} ${threshold} 人；${disciplines - covered} 个没有专家。`
}
