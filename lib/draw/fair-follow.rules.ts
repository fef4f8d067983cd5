import type { FairKind } from './reckon-fair'

/** So large a part of those drawn is worth a sentence. */
const SOME = 0.1
const MOST = 0.5

/**
 * What a fair lottery leaves for 递补: whoever is drawn is followed by the next of his kind, so of a kind that is drawn
 * whole nobody follows, and a 补抽 with a seal of its own is needed. About: that a unit may be full is not looked at.
 * @param whole false for whoever asks: he is told a part, as the number would count kinds
 * @returns null where nearly everybody has somebody to follow
 */
export function followWords(kinds: readonly FairKind[], whole: boolean): string | null {
  const seatsOf = ({ people, chance }: FairKind) => people * chance
  const sum = (those: readonly FairKind[]) => those.reduce((seats, kind) => seats + seatsOf(kind), 0)
  const all = sum(kinds)
  const alone = sum(kinds.filter(kind => kind.chance > 0 && Math.ceil(seatsOf(kind) - 1e-3) >= kind.people))
  if (all === 0 || alone < all * SOME) return null
  const who = whole
    ? `抽中的 ${Math.round(all)} 人里约 ${Math.max(1, Math.round(alone))} 人`
    : alone < all * MOST
      ? '抽中的人里有一部分'
      : '抽中的人里多数'
  return `${who}无人可以递补：按结构要求和单位上限，与他们情况相同的专家会全部抽中。他们不能来的，要提出补抽，重新审批和封存。要求和上限少一些，可以递补的人就多一些。`
}
