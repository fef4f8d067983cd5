import type { AskNames } from './ask-feature.rules'
import { describeConditions } from './ask-words.rules'
import type { FairLottery } from './engine/fair/lottery'
import type { Problem } from './engine/problem'
import { outLabels, outReasons, type Pool } from './pool.rules'
import { signedProblem } from './problem'
import { secretHash } from './seal/ceremony'
import { type Around, type Sealed, sealDraw } from './seal/seal'
import { signed } from './seal/signs'
import { ASK_HASH } from './seal/words'
import { chancesOf } from './sealed-lottery'

/** A row of `draw_pool`: people whom nothing but their units tells apart and who have one chance. */
export type PoolRow = {
  position: number
  panels: readonly number[]
  features: Readonly<Record<string, string>>
  expert_ids: string[]
  units: string[]
  chances: readonly number[]
}

/** The problem of a pool in signs of this draw alone, and who stands behind them. */
export function problemToSeal(pool: Pick<Pool, 'panels' | 'caps' | 'types'>, salt: string) {
  const { problem, idOf } = signed(signedProblem(pool).problem, salt)
  return { problem, expertOf: idOf }
}

type Said = {
  number: string
  secret: string
  askHash: string
  names: AskNames
  earlier: Around['earlier']
}

const cut = (words: string, most: number) => [...words].slice(0, most).join('')

/** What stands in the record beside pool and lottery: who could be drawn, who was out, what came before. */
function around(pool: Pool, { number, secret, askHash, names, earlier }: Said): Around {
  const several = pool.panels.length > 1
  const of = (name: string, words: string) => cut(several ? `${name}：${words}` : words, 200)
  return {
    ...{ number, trial: false, secret: secretHash(number, secret), earlier },
    exclusions: pool.counts.flatMap(({ name, excluded }) =>
      outReasons.flatMap(reason =>
        excluded[reason] ? [{ reason: of(name, outLabels[reason]), people: excluded[reason] }] : [],
      ),
    ),
    conditions: [
      ...pool.panels.flatMap(({ name, conditions }) => {
        const lines = describeConditions(conditions, names).map(({ label, words }) => `${label}：${words}`)
        return (lines.length > 0 ? lines : ['在库专家都可以抽取']).map(line =>
          cut(several ? `${name}：${line}` : line, 1000),
        )
      }),
      `${ASK_HASH}${askHash}`,
    ],
  }
}

/** The pool with everybody's exact chance, in rows of few; people in the order of signs, rows in that of their first. */
export function poolRows(
  pool: Pick<Pool, 'types'>,
  lottery: FairLottery,
  expertOf: ReadonlyMap<string, string>,
): PoolRow[] {
  const all = chancesOf(lottery)
  const kindOf = new Map<string, number>()
  lottery.model.kinds.forEach(({ members }, kind) => {
    for (const sign of members) kindOf.set(expertOf.get(sign)!, kind)
  })
  const rows = new Map<string, PoolRow>()
  for (const [at, type] of pool.types.entries())
    type.expertIds.forEach((expertId, place) => {
      const kind = kindOf.get(expertId)
      if (kind === undefined) return
      const chances = all[kind]!
      const key = `${at} ${chances.join()}`
      const row = rows.get(key) ?? {
        ...{ position: rows.size, panels: type.panels, features: type.features, chances },
        ...{ expert_ids: [], units: [] },
      }
      rows.set(key, row)
      row.expert_ids.push(expertId)
      row.units.push(type.units[place] ?? '')
    })
  return [...rows.values()]
}

/** Everything that is sealed of a pool and its lottery. @param problem of signs (`problemToSeal`) */
export const sealOfPool = (pool: Pool, problem: Problem, lottery: FairLottery, said: Said): Sealed =>
  sealDraw(problem, lottery, around(pool, said))
