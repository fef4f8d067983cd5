import { canonicalJson } from '@/lib/platform/canonical'
import { contributorWords, roles } from '../contributor.rules'
import type { FairDraw } from '../engine/fair/draw'
import type { Model } from '../engine/fair/model'
import { FAIR_VERSION } from '../engine/fair/version'
import { commitmentOf, secretHash, seedOf } from './ceremony'
import { type Certificate, certificateSchema } from './certificate'
import { type Check, check, firstWrong, once, type Wrong } from './check'
import { rootOf } from './merkle'
import { drawnFrom, leafFeatures, modelIn } from './reckon'
import { leafBytes, lotteryHash, sealOf } from './seal'
import { lotteryChecks } from './verify-lottery'
import { capWords, featureWords } from './words'

export type Verified = { readonly certificate: Certificate | null; readonly checks: readonly Check[] }

/**
 * Reckons a certificate again from its file alone: no solver, no network, no system takes part. White space before and
 * after it does not count; any other byte does.
 */
export function verifyCertificate(text: string): Verified {
  const trimmed = text.replace(/^\ufeff/, '').trim()
  let value: unknown
  try {
    value = JSON.parse(trimmed)
  } catch {
    return unread('这不是完整的 JSON 文件，可能没有下载完，或复制时少了一段。')
  }
  const parsed = certificateSchema.safeParse(value)
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join('.')
    return unread(`这一处缺少、多余或写法不对：${place || '文件开头'}。`)
  }
  const certificate = parsed.data
  const form = check('form', '文件写法', '是规范写法，没有多余的内容。', () =>
    canonicalJson(value) === trimmed ? null : '文件不是规范写法：键的顺序、空格或数字的写法被改过，或有重复的键。',
  )
  return { certificate, checks: [form, ...checksOf(certificate)] }
}

const unread = (sentence: string): Verified => ({
  certificate: null,
  checks: [{ name: 'shape', title: '文件内容', passed: false, sentence }],
})

function checksOf(certificate: Certificate): Check[] {
  const { record, seal, lottery, leaves, commitments, reveals, result } = certificate
  const { number } = record
  const model = once((): Model => modelIn(certificate))
  const drawn = once((): FairDraw => drawnFrom(lottery, model(), result.seed))
  return [
    check('engine', '程序版本', `抽取程序 ${record.engine}，与这里的一致。`, () =>
      record.engine === FAIR_VERSION
        ? null
        : `抽取程序是 ${record.engine}，这里是 ${FAIR_VERSION}，请用那一版的核验程序。`,
    ),
    check('seal', '封存值', '封存的内容与封存值相符。', () =>
      sealOf(record) === seal ? null : '封存的内容与封存值不符：编号、名单、条件、要求、方案校验值等之中有一处被改过。',
    ),
    check('pool', '候选名单', `${leaves.length} 人的名单与封存的根值相符。`, () => pool(certificate)),
    check('lottery', '抽签方案', '方案与封存的校验值相符。', () =>
      lotteryHash(lottery) === record.lottery ? null : '抽签方案与封存的校验值不符：类别、组合、签数或证明被改过。',
    ),
    ...lotteryChecks(certificate, model),
    check('secret', '系统保密数', '揭示的数与封存的校验值相符。', () =>
      secretHash(number, reveals.secret) === record.secret ? null : '揭示的系统保密数与封存的校验值不符。',
    ),
    ...roles.map(role =>
      check(`commitment.${role}`, `${contributorWords[role]}的承诺`, '揭示的内容与事先的承诺相符。', () =>
        commitmentOf(number, role, reveals[role]) === commitments[role]
          ? null
          : `${contributorWords[role]}揭示的内容与事先的承诺不符。`,
      ),
    ),
    check('seed', '随机种子', '由保密数和三方的内容算出的种子与文件一致。', () =>
      seedOf(seal, reveals.secret, reveals) === result.seed ? null : '由保密数和三方的内容算出的种子与文件写的不同。',
    ),
    check('ticket', '抽中的签', `第 ${result.ticket} 号签（从 0 起），属于第 ${result.row + 1} 种组合。`, () => {
      const { ticket, row } = drawn()
      if (ticket !== result.ticket) return `按种子抽中的是第 ${ticket} 号签，文件写的是第 ${result.ticket} 号。`
      return row === result.row ? null : `这张签属于第 ${row + 1} 种组合，文件写的是第 ${result.row + 1} 种。`
    }),
    check('panel', '抽中的人', `${result.panels.flat().length} 人，与重新计算的相同。`, () =>
      result.panels.length === record.panels.length
        ? firstWrong(result.panels, (signs, at) => panel(nameIn(record, at), signs, drawn().panels[at]!))
        : `文件写了 ${result.panels.length} 个专业组的人，应为 ${record.panels.length} 个。`,
    ),
    check('met', '抽中的人合乎要求', '逐人计数，符合人数、结构要求和上限。', () => met(certificate)),
    check('alternates', '候补', '候补的人和顺序与重新计算的相同。', () => {
      const seats = result.panels.flat()
      const places = seats.length === result.alternates.length
      return places
        ? firstWrong(result.alternates, ({ seat, next }, at) =>
            seat === seats[at] && next.join() === (drawn().alternates[seat] ?? []).join()
              ? null
              : `第 ${at + 1} 个席位（代号 ${short(seat)}）的候补与重新计算的不同。`,
          )
        : '候补的席位数与抽中的人数不同。'
    }),
  ]
}

/** The beginning of a sign, for people to find it by. */
export const short = (sign: string): string => `${sign.slice(0, 8)}…`

function pool({ record, leaves }: Certificate): Wrong {
  if (leaves.length !== record.pool.people) return `名单有 ${leaves.length} 人，封存的是 ${record.pool.people} 人。`
  const order = leaves.findIndex(({ sign }, at) => at > 0 && sign <= leaves[at - 1]!.sign)
  if (order > 0) return `名单第 ${order + 1} 人（代号 ${short(leaves[order]!.sign)}）重复，或没有按代号的顺序排。`
  return rootOf(leaves.map(leafBytes)) === record.pool.root
    ? null
    : '名单与封存的根值不符：有人被换掉、增加、去掉，或者被改了类别。'
}

/** The name of a panel before what is said of it; nothing where there is one only. */
const nameIn = ({ panels }: Certificate['record'], at: number): string =>
  panels.length > 1 ? `${panels[at]!.name}，` : ''

function panel(name: string, stated: readonly string[], made: readonly string[]): Wrong {
  const wrong = made.findIndex((sign, at) => sign !== stated[at])
  if (wrong >= 0)
    return `${name}第 ${wrong + 1} 个席位重新计算是 ${short(made[wrong]!)}，文件写的是 ${short(stated[wrong] ?? '空')}。`
  return stated.length === made.length ? null : `${name}文件写了 ${stated.length} 人，应为 ${made.length} 人。`
}

/** Person by person, without the engine: quotas and caps as they were asked. */
function met({ record, lottery, leaves, result }: Certificate): Wrong {
  const leafOf = new Map(leaves.map(leaf => [leaf.sign, leaf]))
  const all = result.panels.flat()
  if (all.some(sign => !leafOf.has(sign))) return '有抽中的人不在名单里。'
  if (new Set(all).size !== all.length) return '有人占了两个席位。'
  const featuresOf = (signs: readonly string[]) => signs.map(sign => leafFeatures(record, lottery, leafOf.get(sign)!))
  const over = (name: string, caps: typeof record.caps, features: readonly Record<string, string>[]) =>
    firstWrong(caps, cap => {
      const counts = new Map<string, number>()
      for (const { [cap.feature]: value } of features) if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
      return [...counts.values()].some(number => number > cap.most) ? `${name}不符合「${capWords(cap)}」。` : null
    })
  return (
    firstWrong(record.panels, ({ size, quotas, caps }, at) => {
      const signs = result.panels[at] ?? []
      const name = nameIn(record, at)
      if (signs.length !== size) return `${name}应抽 ${size} 人，文件写了 ${signs.length} 人。`
      if (signs.some(sign => !lottery.kinds[leafOf.get(sign)!.kind]!.panels.some(({ panel: place }) => place === at)))
        return `${name}有人不能进这个专业组。`
      const features = featuresOf(signs)
      return (
        firstWrong(quotas, quota => {
          const { feature, value, min, max } = quota
          const number = features.filter(one => one[feature] === value).length
          return number < min || number > max
            ? `${name}「${featureWords(quota)}」有 ${number} 人，要求 ${min} 至 ${max} 人。`
            : null
        }) ?? over(name, caps, features)
      )
    }) ?? over('各专业组合计，', record.caps, featuresOf(all))
  )
}
