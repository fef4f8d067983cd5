import { createHmac } from 'node:crypto'
import { sortKeys } from '@/lib/audit/chain.rules'
import { sha256 } from '@/lib/platform/ids'
import { byCode, type Cap, type Problem, type Quota } from './engine/problem'
import { ENGINE_VERSION, type Selection } from './engine/select'
import { type Type, typesOf } from './engine/types'
import type { Pool, PoolType } from './pool.rules'

/** The sign that stands for somebody in a draw: HMAC-SHA-256 of his id, keyed by a salt that only this draw has. */
export const signer = (salt: string) => {
  const key = Buffer.from(salt, 'hex')
  return (expertId: string): string => createHmac('sha256', key).update(expertId).digest('hex')
}

/**
 * The engine's problem out of a pool, and who stands behind its ids.
 * @param sign of each person; without it his id stands, for reckonings that draw nobody
 */
export function signedProblem(
  { panels, caps, types }: Pick<Pool, 'panels' | 'caps'> & { types: readonly PoolType[] },
  sign: (expertId: string) => string = id => id,
): { problem: Problem; expertOf: ReadonlyMap<string, string> } {
  const eligible: string[][] = panels.map(() => [])
  const expertOf = new Map<string, string>()
  const candidates = types.flatMap(({ panels: places, features: kind, expertIds, units }) => {
    const within = new Map<string, Problem['candidates'][number]['features']>([['', kind]])
    return expertIds.map((expertId, at) => {
      const id = sign(expertId)
      const unit = units[at] ?? ''
      const features = within.get(unit) ?? { ...kind, unit }
      within.set(unit, features)
      expertOf.set(id, expertId)
      for (const place of places) eligible[place]!.push(id)
      return { id, features }
    })
  })
  const asked = panels.map(({ name, size, quotas, caps: own }, at) => ({
    ...{ name, size, quotas, caps: own },
    eligible: eligible[at]!,
  }))
  return { problem: { candidates, panels: asked, caps }, expertOf }
}

/** The problem alone, of people without signs. */
export const problemOf = (pool: Parameters<typeof signedProblem>[0]): Problem => signedProblem(pool).problem

const quotaKey = ({ feature, value }: Quota) => `${feature} ${value}`
const inOrder = <T>(items: readonly T[], key: (item: T) => string) =>
  [...items].sort((one, other) => byCode(key(one), key(other)))
const capsInOrder = (caps: readonly Cap[]) => inOrder(caps, cap => cap.feature)

/** SHA-256 of a problem: the same whoever writes it down, another as soon as one candidate, quota or cap is another. */
export function problemHash(problem: Problem, types: readonly Type[] = typesOf(problem)): string {
  const panels = problem.panels.map(({ name, size, quotas, caps }) => ({
    ...{ name, size },
    quotas: inOrder(quotas, quotaKey),
    caps: capsInOrder(caps),
  }))
  const said = sortKeys({ panels, caps: capsInOrder(problem.caps) })
  // keys stand in order, those of features by `typesOf`: many thousand people are not gone through once more
  const kinds = types.map(({ features, members, panels }) => ({ features, members, panels }))
  const { caps, panels: asked } = said as Record<'caps' | 'panels', unknown>
  return sha256(JSON.stringify({ caps, engineVersion: ENGINE_VERSION, panels: asked, types: kinds }))
}

/** SHA-256 of a selection, with the order that decides who follows. */
export const selectionHash = ({ engineVersion, method, order, panels }: Selection): string =>
  sha256(JSON.stringify({ engineVersion, method, order, panels }))
