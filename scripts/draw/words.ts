import type { Change } from '@/lib/draw/engine/demand'
import type { Cost } from './result'

/** What has to change, for people. */
export function changeWords(change: Change): string {
  const { from, to } = change
  if (change.what === 'size') return `人数由 ${from} 人减为 ${to} 人`
  if (change.what === 'cap') return `同一「${change.feature}」由至多 ${from} 人放宽为至多 ${to} 人`
  const side = change.what === 'min' ? '至少' : '至多'
  return `「${change.feature} = ${change.value}」由${side} ${from} 人改为${side} ${to} 人`
}

/** Why there is no panel, and what would help. */
export const infeasibleWords = (changes: readonly Change[] | null): string =>
  changes && changes.length > 0
    ? `按这些配额和上限选不出人。最小的改动：${changes.map(changeWords).join('；')}。`
    : '按这些配额和上限选不出人，也没有找到可行的改动。请减少人数或配额。'

/** A chance for people. */
export const chanceWords = (chance: number): string =>
  `${(chance * 100).toLocaleString('zh-CN', { maximumSignificantDigits: 5 })}%`

/** What few tickets cost. */
export const costWords = ({ tickets, smallest, fine, lost }: Cost): string =>
  `只用 ${tickets} 张签的代价：最小机会由 ${chanceWords(fine)} 变为 ${chanceWords(smallest)}，小了 ${chanceWords(lost)}`
