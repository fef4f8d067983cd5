const DAY = 86_400_000

/** What somebody has done when he was drawn, of lists that are open; for those who decide about his place (B4). */
export type PickerCard = {
  completed: number
  /** said no, also after he had said yes */
  declined: number
  /** no answer in time */
  expired: number
  /** away, excused or not */
  missed: number
  /** reviews that lie ahead of him */
  coming: number
  /** whole days since the last review he sat in; null: none */
  days: number | null
}

export const blankCard: PickerCard = { completed: 0, declined: 0, expired: 0, missed: 0, coming: 0, days: null }

/** Whole days between a review and an instant. */
export const daysSince = (last: Date | null, at: Date): number | null =>
  last === null ? null : Math.max(0, Math.floor((at.getTime() - last.getTime()) / DAY))

/** A card as one line: 参加 3 次，拒绝 1 次；上次在 45 天前；将要参加 1 次. */
export function cardWords({ completed, declined, expired, missed, coming, days }: PickerCard): string {
  const counts: [string, number][] = [
    ['拒绝', declined],
    ['没有答复', expired],
    ['请假或缺席', missed],
  ]
  const past = [
    `参加 ${completed} 次`,
    ...counts.flatMap(([word, count]) => (count > 0 ? [`${word} ${count} 次`] : [])),
  ]
  const last = days === null ? [] : [days === 0 ? '上次在今天' : `上次在 ${days} 天前`]
  return [past.join('，'), ...last, ...(coming > 0 ? [`将要参加 ${coming} 次`] : [])].join('；')
}
