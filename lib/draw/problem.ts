import { createHmac } from 'node:crypto'
import { sortKeys } from '@/lib/audit/chain.rules'
import { sha256 } from '@/lib/platform/ids'
import { byCode, type Cap, type Problem, type Quota } from './engine/problem'
import { ENGINE_VERSION, type Selection } from './engine/select'
import { typesOf } from './engine/types'
import type { Pool, PoolType } from './pool.rules'

/** The sign that stands for somebody in a draw: HMAC-SHA-256 of his id, keyed by a salt that only this draw has. */
export const signer = (salt: string) => {
  const key = Buffer.from(salt, 'hex')
  return (expertId: string): string => createHmac('sha256', key).update(expertId).digest('hex')
}

/** The engine's problem out of a pool. @param sign of each person; without it his id stands, for reckonings that draw nobody */
export function problemOf(
  { panels, caps, types }: Pick<Pool, 'panels' | 'caps'> & { types: readonly PoolType[] },
  sign: (expertId: string) => string = id => id,
): Problem {
  const eligible: string[][] = panels.map(() => [])
  const candidates = types.flatMap(({ panels: places, features, expertIds }) =>
    expertIds.map(expertId => {
      const id = sign(expertId)
      for (const place of places) eligible[place]!.push(id)
      return { id, features }
    }),
  )
  return {
    candidates,
    panels: panels.map(({ name, size, quotas, caps: own }, at) => ({
      ...{ name, size, quotas, caps: own },
      eligible: eligible[at]!,
    })),
    caps,
  }
}

const quotaKey = ({ feature, value }: Quota) => `${feature} ${value}`
const inOrder = <T>(items: readonly T[], key: (item: T) => string) =>
  [...items].sort((one, other) => byCode(key(one), key(other)))
const capsInOrder = (caps: readonly Cap[]) => inOrder(caps, cap => cap.feature)

/** SHA-256 of a problem: the same whoever writes it down, another as soon as one candidate, quota or cap is another. */
export function problemHash(problem: Problem): string {
  const panels = problem.panels.map(({ name, size, quotas, caps }) => ({
    ...{ name, size },
    quotas: inOrder(quotas, quotaKey),
    caps: capsInOrder(caps),
  }))
  const said = { engineVersion: ENGINE_VERSION, panels, caps: capsInOrder(problem.caps), types: typesOf(problem) }
  return sha256(JSON.stringify(sortKeys(said)))
}

/** SHA-256 of a selection, with the order that decides who follows. */
export const selectionHash = (selection: Selection): string => sha256(JSON.stringify(sortKeys(selection)))
