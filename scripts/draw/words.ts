import type { Change } from '@/lib/draw/engine/fair/relax'

/** What has to change, for people. */
export function changeWords({ what, feature, value, from, to }: Change): string {
  if (what === 'size') return `人数由 ${from} 人减为 ${to} 人`
  if (what === 'cap') return `同一「${feature}」由至多 ${from} 人放宽为至多 ${to} 人`
  return `「${feature} = ${value}」由${what === 'min' ? '至少' : '至多'} ${from} 人改为${what === 'min' ? '至少' : '至多'} ${to} 人`
}

/** Why there is no panel, and what would help. */
export const infeasibleWords = (changes: readonly Change[] | null): string =>
  changes && changes.length > 0
    ? `按这些配额和上限选不出人。最小的改动：${changes.map(changeWords).join('；')}。`
    : '按这些配额和上限选不出人，也没有找到可行的改动。请减少人数或配额。'

/** A chance for people. */
export const chanceWords = (chance: number): string =>
  `${(chance * 100).toLocaleString('zh-CN', { maximumSignificantDigits: 5 })}%`
