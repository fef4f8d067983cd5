import { createHmac } from 'node:crypto'
import { sha256 } from '@/lib/platform/ids'
import type { Problem } from './engine/problem'
import type { Selection } from './engine/select'
import { type Type, typesOf } from './engine/types'
import type { Pool, PoolType } from './pool.rules'
import { problemText, selectionText } from './problem-text'

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

/** SHA-256 of a problem: the same whoever writes it down, another as soon as one candidate, quota or cap is another. */
export const problemHash = (problem: Problem, types: readonly Type[] = typesOf(problem)): string =>
  sha256(problemText(problem, types))

/** SHA-256 of a selection, with the order that decides who follows. */
export const selectionHash = (selection: Selection): string => sha256(selectionText(selection))
