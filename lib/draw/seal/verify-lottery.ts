import { canonicalJson } from '@/lib/platform/canonical'
import { exactPercent } from '../chances.rules'
import { inTurn, placesOf, within } from '../engine/fair/deal'
import { cellsByKind, type Model } from '../engine/fair/model'
import { provedBound } from '../engine/fair/proof'
import type { Certificate, PublishedLottery } from './certificate'
import { type Check, check, firstWrong, type Wrong } from './check'
import { cappedIn, panelsIn, proofIn } from './reckon'
import { featuresOf, PARTS } from './seal'
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
    check('panels', '每种组合都合乎要求', `${lottery.rows.length} 种组合都符合人数、结构要求和上限。`, () =>
      firstWrong(lottery.rows, rowWrong(certificate)),
    ),
    check('units', '每种组合都坐得下', '每个单位抽到的人都不超过它的人数和上限。', () => unitsWrong(model(), lottery)),
    check('tickets', '签数', `共 ${lottery.tickets} 张签，全部分给了各种组合。`, () => {
      const sum = lottery.rows.reduce((all, { tickets }) => all + tickets, 0)
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
  const { cells } = model
  if (!same(lottery.cap, model.cap)) return '用来区分单位的上限与要求不一致。'
  const quotas = model.quotas.map(({ panel, feature, value, min, max }) => ({ panel, feature, value, min, max }))
  if (!same(lottery.quotas, quotas)) return '方案中的结构要求与封存的要求不一致。'
  if (!same(lottery.classes, model.classes)) return '单位的分组与名单不一致。'
  if (lottery.kinds.length !== model.kinds.length)
    return `文件写了 ${lottery.kinds.length} 类人员，按名单应为 ${model.kinds.length} 类。`
  const limits = model.limits.map(({ most, cells: own }) => ({
    most,
    cells: own.map(at => [cells[at]!.kind, cells[at]!.panel]),
  }))
  if (!same(lottery.limits, limits)) return '方案中的各项合计上限与名单、要求不一致。'
  const kindOf = new Map(leaves.map(({ sign, kind }) => [sign, kind]))
  const cellsOf = cellsByKind(model)
  const wrong = firstWrong(lottery.kinds, (kind, at) => {
    const own = model.kinds[at]!
    const stated = {
      features: kind.features,
      ...{ quotas: kind.quotas, class: kind.class, people: kind.people },
      panels: kind.panels.map(({ panel, most }) => [panel, most]),
    }
    const made = {
      features: featuresOf(own.features),
      ...{ quotas: own.quotas, class: own.class, people: own.members.length },
      panels: cellsOf[at]!.map(cell => [cells[cell]!.panel, cells[cell]!.most]),
    }
    if (!same(stated, made)) return `第 ${at + 1} 类人员的特征、人数、专业组或上限与名单不一致。`
    return own.members.every(sign => kindOf.get(sign) === at) ? null : `第 ${at + 1} 类人员与名单中的归类不一致。`
  })
  if (wrong) return wrong
  const capped = cappedIn(record).length
  return leaves.every(({ groups }) => groups.length === capped) ? null : '名单中有人的单位代号个数不对。'
}

type Row = PublishedLottery['rows'][number]

/** Looks at rows one after the other. */
function rowWrong({ lottery, record }: Certificate): (row: Row, at: number) => Wrong {
  const keyOf = (kind: number, panel: number) => `${kind} ${panel}`
  const mostOf = new Map(
    lottery.kinds.flatMap(({ panels }, kind) => panels.map(({ panel, most }) => [keyOf(kind, panel), most] as const)),
  )
  const limitsOf = new Map<string, number[]>()
  lottery.limits.forEach(({ cells }, at) => {
    for (const [kind, panel] of cells) {
      const key = keyOf(kind, panel)
      limitsOf.set(key, [...(limitsOf.get(key) ?? []), at])
    }
  })
  return (row, at) => {
    const name = (panel: number | null) =>
      panel === null || record.panels.length === 1 ? '' : `${record.panels[panel]!.name}，`
    const say = (what: string) => `第 ${at + 1} 种组合：${what}`
    const ordered = row.kinds.every(([kind, panel], place) => {
      const [before, last] = row.kinds[place - 1] ?? [-1, panel]
      return mostOf.has(keyOf(kind, panel)) && (panel > last || (panel === last && kind > before))
    })
    if (!ordered) return say('列出的人员类别不存在、不能进那个专业组，或没有按顺序写。')
    const over = row.kinds.find(([kind, panel, number]) => number > mostOf.get(keyOf(kind, panel))!)
    if (over) return say(`第 ${over[0] + 1} 类有 ${over[2]} 人，最多只能有 ${mostOf.get(keyOf(over[0], over[1]))} 人。`)
    const count = (of: (kind: number, panel: number) => boolean) =>
      row.kinds.reduce((sum, [kind, panel, number]) => sum + (of(kind, panel) ? number : 0), 0)
    const quota = (asked: Asked, panel: number | null) => {
      const number = count((kind, one) => (panel === null || one === panel) && isOf(lottery.kinds[kind]!, asked))
      return number < asked.min || number > asked.max
        ? say(`${name(panel)}「${featureWords(asked)}」有 ${number} 人，要求 ${asked.min} 至 ${asked.max} 人。`)
        : null
    }
    const sums = new Map<number, number>()
    for (const [kind, panel, number] of row.kinds)
      for (const limit of limitsOf.get(keyOf(kind, panel)) ?? []) sums.set(limit, (sums.get(limit) ?? 0) + number)
    return (
      firstWrong(record.panels, ({ size, quotas }, panel) => {
        const people = count((_, one) => one === panel)
        if (people !== size) return say(`${name(panel)}有 ${people} 人，应为 ${size} 人。`)
        return firstWrong(quotas, asked => quota(asked, panel))
      }) ??
      firstWrong(lottery.quotas, asked => quota(asked, asked.panel)) ??
      firstWrong([...sums], ([limit, number]) =>
        number > lottery.limits[limit]!.most
          ? say(`第 ${limit + 1} 项合计有 ${number} 人，超过上限 ${lottery.limits[limit]!.most} 人。`)
          : null,
      )
    )
  }
}

/** Whether the places of each class, dealt out as the row says, are ones that every unit of it can fill. */
function unitsWrong(model: Model, { rows }: PublishedLottery): Wrong {
  const panels = panelsIn(rows, model)
  return firstWrong(rows, ({ dealt }, at) => {
    const places = placesOf(model, panels[at]!)
    const listed = dealt.map(one => one.class)
    if (new Set(listed).size !== listed.length || listed.some(place => !places.has(place)))
      return `第 ${at + 1} 种组合给没有席位的单位组写了分法，或写了两次。`
    return firstWrong([...places], ([place, cells]) => {
      const count = model.classes[place]!.units
      const units = dealt.find(one => one.class === place)?.units ?? inTurn(cells.length, count)
      return units.length === cells.length && units.every(unit => unit < count) && within(model, cells, units)
        ? null
        : `第 ${at + 1} 种组合的第 ${place + 1} 组单位：有的单位分到的席位超过它的人数或上限。`
    })
  })
}

function chances({ rows, kinds: all, tickets: every }: PublishedLottery): Wrong {
  const sums = new Map<string, number>()
  const add = (key: string, number: number) => sums.set(key, (sums.get(key) ?? 0) + number)
  for (const { tickets, kinds: row } of rows)
    for (const [kind, panel, number] of row) {
      add(`${kind}`, tickets * number)
      add(`${kind} ${panel}`, tickets * number)
    }
  return firstWrong(all, ({ chance, people, never, panels }, at) => {
    const wrong = ([numerator, denominator]: readonly [number, number], key: string) => {
      const sum = sums.get(key) ?? 0
      return numerator !== sum || denominator !== every * people
        ? `第 ${at + 1} 类人员的机会写作 ${numerator}/${denominator}，按签数应为 ${sum}/${every * people}。`
        : null
    }
    if (never && chance[0] > 0) return `第 ${at + 1} 类人员写作不可能入选，却有机会。`
    return wrong(chance, `${at}`) ?? firstWrong(panels, one => wrong(one.chance, `${at} ${one.panel}`))
  })
}

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
  return `最小 ${exactPercent(...sorted[0]!.chance)}，最大 ${exactPercent(...sorted.at(-1)!.chance)}，由签数直接算出。${none}`
}

function bound(lottery: PublishedLottery, model: Model): Wrong {
  const { proof, kinds: all } = lottery
  // people who cannot sit would make any bound small
  if (all.some(({ never }, at) => never && proof.weights[at] !== '0'))
    return '证明把不可能入选的人也算在内，不能说明别人的机会。'
  const { numerator, denominator } = provedBound(model, proofIn(lottery))
  if (proof.bound[0] !== String(numerator) || proof.bound[1] !== String(denominator))
    return '由证明中的权重和价格算出的上限与文件写的不同。'
  if ((proof.by === 'search') !== (proof.searched !== null)) return '上限的来源写得前后不一致。'
  const least = byChance(lottery)[0]?.chance
  if (!least) return '没有人有机会入选。'
  const above = (over: bigint, under: bigint) => BigInt(least[0]) * under > over * BigInt(least[1])
  if (above(numerator, denominator)) return '最小的机会大于证明的上限，证明不成立。'
  return proof.searched !== null && above(BigInt(proof.searched), BigInt(PARTS))
    ? '最小的机会大于方案声明搜索得到的上限，声明不成立。'
    : null
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
  const reached = `这个方案达到上限的 ${exactPercent(least / of, Math.min(1, most))}`
  const then = method === 'leximin' ? '，其次小的依次尽量大（方案声明的做法）' : ''
  return by === 'search'
    ? `整数证明：任何抽法的最小机会都不超过 ${exactPercent(proved, 1)}；方案声明逐一搜索得到更低的上限 ${exactPercent(most, 1)}（这一步这里不能复核），${reached}${then}。`
    : `已用整数证明：任何抽法的最小机会都不超过 ${exactPercent(proved, 1)}；${reached}${then}。`
}
