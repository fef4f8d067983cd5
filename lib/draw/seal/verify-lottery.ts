import { canonicalJson } from '@/lib/platform/canonical'
import type { Model } from '../engine/fair/kinds'
import { provedBound } from '../engine/fair/proof'
import type { Certificate, PublishedLottery } from './certificate'
import { type Check, check, firstWrong, type Wrong } from './check'
import { proofIn } from './reckon'
import { PARTS } from './seal'
import { featureWords } from './words'

type Kind = PublishedLottery['kinds'][number]
type Asked = { readonly feature: string; readonly value: string; readonly min: number; readonly max: number }

const isOf = ({ features }: Pick<Kind, 'features'>, { feature, value }: Asked) =>
  features.some(one => one.feature === feature && one.value === value)

/** The checks of the lottery: whole numbers only, no solver. */
export function lotteryChecks(certificate: Certificate, model: () => Model): Check[] {
  const { lottery, record } = certificate
  return [
    check('kinds', '分类', `${lottery.kinds.length} 类人员与名单、要求一致。`, () => kinds(certificate, model())),
    check('panels', '每种组合都合乎要求', `${lottery.panels.length} 种组合都符合人数、结构要求和上限。`, () =>
      firstWrong(lottery.panels, (panel, at) => panelWrong(certificate, panel, at)),
    ),
    check('tickets', '签数', `共 ${lottery.tickets} 张签，全部分给了各种组合。`, () => {
      const sum = lottery.panels.reduce((all, { tickets }) => all + tickets, 0)
      return sum === lottery.tickets ? null : `各种组合的签数合计是 ${sum}，应为 ${lottery.tickets}。`
    }),
    check(
      'chances',
      '每类人员的机会',
      () => chancesRight(lottery),
      () => chances(lottery),
    ),
    check(
      'bound',
      '机会上限的证明',
      () => boundRight(lottery, record.method),
      () => bound(lottery, model()),
    ),
  ]
}

function kinds({ lottery, leaves, record }: Certificate, model: Model): Wrong {
  const same = (one: unknown, other: unknown) => canonicalJson(one) === canonicalJson(other)
  if (!same(lottery.cap, model.cap)) return '用来区分单位的上限与要求不一致。'
  const quotas = model.quotas.map(({ feature, value, min, max }) => ({ feature, value, min, max }))
  if (!same(lottery.quotas, quotas)) return '方案中的结构要求与封存的要求不一致。'
  if (!same(lottery.classes, model.classes)) return '单位的分组与名单不一致。'
  if (lottery.kinds.length !== model.kinds.length)
    return `文件写了 ${lottery.kinds.length} 类人员，按名单应为 ${model.kinds.length} 类。`
  const kindOf = new Map(leaves.map(({ sign, kind }) => [sign, kind]))
  const wrong = firstWrong(lottery.kinds, (kind, at) => {
    const own = model.kinds[at]!
    const features = Object.fromEntries(kind.features.map(({ feature, value }) => [feature, value]))
    const stated = {
      features,
      ...{ quotas: kind.quotas, class: kind.class, people: kind.people, most: kind.most },
    }
    const made = {
      features: own.features,
      ...{ quotas: own.quotas, class: own.class, people: own.members.length, most: own.most },
    }
    if (!same(stated, made)) return `第 ${at + 1} 类人员的特征、人数或上限与名单不一致。`
    return own.members.every(sign => kindOf.get(sign) === at) ? null : `第 ${at + 1} 类人员与名单中的归类不一致。`
  })
  if (wrong) return wrong
  return leaves.every(({ groups }) => groups.length === record.caps.length) ? null : '名单中有人的单位代号个数不对。'
}

function panelWrong({ lottery, record }: Certificate, panel: PublishedLottery['panels'][number], at: number): Wrong {
  const say = (what: string) => `第 ${at + 1} 种组合：${what}`
  const places = panel.kinds.map(([kind]) => kind)
  if (places.some((place, before) => place >= lottery.kinds.length || (before > 0 && place <= places[before - 1]!)))
    return say('列出的人员类别不存在，或没有按顺序写。')
  const count = (of: (kind: Kind, at: number) => boolean) =>
    panel.kinds.reduce((sum, [kind, number]) => sum + (of(lottery.kinds[kind]!, kind) ? number : 0), 0)
  const people = count(() => true)
  if (people !== record.size) return say(`有 ${people} 人，应为 ${record.size} 人。`)
  const over = panel.kinds.find(([kind, number]) => number > lottery.kinds[kind]!.most)
  if (over) return say(`第 ${over[0] + 1} 类有 ${over[1]} 人，最多只能有 ${lottery.kinds[over[0]]!.most} 人。`)
  const within = (asked: Asked) => {
    const number = count(kind => isOf(kind, asked))
    return number < asked.min || number > asked.max
      ? say(`「${featureWords(asked)}」有 ${number} 人，要求 ${asked.min} 至 ${asked.max} 人。`)
      : null
  }
  return (
    firstWrong([...record.quotas, ...lottery.quotas], within) ??
    firstWrong(lottery.classes, ({ most }, place) => {
      const number = count(kind => kind.class === place)
      return number > most ? say(`第 ${place + 1} 组单位有 ${number} 人，超过上限 ${most} 人。`) : null
    })
  )
}

function chances(lottery: PublishedLottery): Wrong {
  const sums = lottery.kinds.map(() => 0)
  for (const { tickets, kinds: row } of lottery.panels)
    for (const [kind, number] of row) sums[kind]! += tickets * number
  return firstWrong(lottery.kinds, ({ chance: [numerator, denominator], people, never }, at) => {
    if (numerator !== sums[at] || denominator !== lottery.tickets * people)
      return `第 ${at + 1} 类人员的机会写作 ${numerator}/${denominator}，按签数应为 ${sums[at]}/${lottery.tickets * people}。`
    return never && numerator > 0 ? `第 ${at + 1} 类人员写作不可能入选，却有机会。` : null
  })
}

/** As hundredths of a hundredth of a percent are: a share of whole numbers, for people. */
export const percent = (numerator: number, denominator: number): string =>
  `${((numerator / denominator) * 100).toLocaleString('zh-CN', { maximumSignificantDigits: 4 })}%`

/** Kinds that can be drawn, the one with the smallest chance first. */
function byChance({ kinds: all }: PublishedLottery): Kind[] {
  const over = ({ chance: [numerator, denominator] }: Kind) => [BigInt(numerator), BigInt(denominator)] as const
  return all
    .filter(({ never }) => !never)
    .sort((one, other) => {
      const [[a, b], [c, d]] = [over(one), over(other)]
      return a * d < c * b ? -1 : a * d > c * b ? 1 : 0
    })
}

function chancesRight(lottery: PublishedLottery): string {
  const sorted = byChance(lottery)
  const never = lottery.kinds.reduce((sum, kind) => sum + (kind.never ? kind.people : 0), 0)
  const none = never > 0 ? `另有 ${never} 人按这些要求不可能入选。` : ''
  if (sorted.length === 0) return none
  return `最小 ${percent(...sorted[0]!.chance)}，最大 ${percent(...sorted.at(-1)!.chance)}，由签数直接算出。${none}`
}

function bound(lottery: PublishedLottery, model: Model): Wrong {
  const { proof } = lottery
  const { numerator, denominator } = provedBound(model, proofIn(lottery))
  if (proof.bound[0] !== String(numerator) || proof.bound[1] !== String(denominator))
    return '由证明中的权重和价格算出的上限与文件写的不同。'
  if ((proof.by === 'search') !== (proof.searched !== null)) return '上限的来源写得前后不一致。'
  const least = byChance(lottery)[0]?.chance
  if (!least) return '没有人有机会入选。'
  return BigInt(least[0]) * denominator > numerator * BigInt(least[1]) ? '最小的机会大于证明的上限，证明不成立。' : null
}

function boundRight(lottery: PublishedLottery, method: string): string {
  const {
    by,
    bound: [numerator, denominator],
    searched,
  } = lottery.proof
  const proved = Number((BigInt(numerator) * 10n ** 15n) / BigInt(denominator)) / 1e15
  const [least, of] = byChance(lottery)[0]!.chance
  const most = by === 'search' ? searched! / PARTS : proved
  const reached = `这个方案达到上限的 ${percent(least / of, Math.min(1, most))}`
  const then = method === 'leximin' ? '，其次小的依次尽量大（方案声明的做法）' : ''
  return by === 'search'
    ? `整数证明：任何抽法的最小机会都不超过 ${percent(proved, 1)}；方案声明逐一搜索得到更低的上限 ${percent(most, 1)}（这一步这里不能复核），${reached}${then}。`
    : `已用整数证明：任何抽法的最小机会都不超过 ${percent(proved, 1)}；${reached}${then}。`
}
