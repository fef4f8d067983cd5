import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { Candidate, Problem } from '../engine/problem'
import { digest, keyed } from './digest'

/** What opens one person's sign and nobody else's: his to keep (G13). @param salt of this draw alone, 64 hexadecimal signs */
export const keyOf = (salt: string, id: string): string => bytesToHex(keyed(hexToBytes(salt), 'key', id))

/** The sign of a person in a draw. */
export const personSign = (key: string, id: string): string => digest('sign', hexToBytes(key), id)

/** The sign of a value that only caps look at (a unit): 32 hexadecimal signs. */
export const groupOf = (salt: string, feature: string, value: string): string =>
  bytesToHex(keyed(hexToBytes(salt), 'group', feature, value)).slice(0, 32)

/**
 * The same problem with signs for people, and for values of capped features that no quota names. What a quota names
 * stays in words, because everybody shall see what was asked for.
 * @returns the problem, and who stands behind its signs
 */
export function signed(problem: Problem, salt: string): { problem: Problem; idOf: ReadonlyMap<string, string> } {
  const quotas = problem.panels.flatMap(panel => panel.quotas)
  const caps = [...problem.caps, ...problem.panels.flatMap(panel => panel.caps)]
  const capped = new Set(caps.map(({ feature }) => feature))
  const named = new Set(quotas.map(({ feature, value }) => JSON.stringify([feature, value])))
  const known = new Map<string, string>()
  const hidden = (feature: string, value: string): string => {
    const key = JSON.stringify([feature, value])
    if (named.has(key)) return value
    const sign = known.get(key) ?? groupOf(salt, feature, value)
    known.set(key, sign)
    return sign
  }
  const signs = new Map(problem.candidates.map(({ id }) => [id, personSign(keyOf(salt, id), id)]))
  const of = ({ id, features }: Candidate): Candidate => ({
    id: signs.get(id)!,
    features: Object.fromEntries(
      Object.entries(features).flatMap(([feature, value]) => {
        if (!capped.has(feature)) return [[feature, value]]
        return value ? [[feature, hidden(feature, value)]] : []
      }),
    ),
  })
  return {
    problem: {
      ...problem,
      candidates: problem.candidates.map(of),
      panels: problem.panels.map(panel => ({ ...panel, eligible: panel.eligible.map(id => signs.get(id)!) })),
    },
    idOf: new Map([...signs].map(([id, sign]) => [sign, id])),
  }
}
