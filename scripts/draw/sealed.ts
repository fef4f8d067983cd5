import { type FairMethod, fairLottery } from '@/lib/draw/engine/fair/lottery'
import { forcedIds } from '@/lib/draw/engine/fair/published'
import { FAIR_VERSION } from '@/lib/draw/engine/fair/version'
import { byCode, type Problem } from '@/lib/draw/engine/problem'
import { secretHash } from '@/lib/draw/seal/ceremony'
import type { Certificate } from '@/lib/draw/seal/certificate'
import { certificateOf } from '@/lib/draw/seal/make'
import { sealDraw } from '@/lib/draw/seal/seal'
import { signed } from '@/lib/draw/seal/signs'
import type { Ceremony } from './ceremony'
import { fairnessOf, type Result } from './result'

/** With the sign of everybody in the certificate, by id. */
type SealedResult = Result & { readonly signs: Readonly<Record<string, string>> }

/**
 * Seals and draws: people become signs before the engine sees them, and the result is told by their ids again.
 * @throws ProblemError, NoPanel, TooLarge
 */
export async function sealedResult(
  problem: Problem,
  { method, tickets }: { method: FairMethod; tickets: number },
  { salt, contributions, ...around }: Ceremony,
): Promise<{ result: SealedResult; certificate: Certificate }> {
  const { problem: signs, idOf } = signed(problem, salt)
  const lottery = await fairLottery(signs, method, undefined, tickets)
  const sealed = sealDraw(signs, lottery, { ...around, secret: secretHash(around.number, around.secret) })
  const certificate = certificateOf(sealed, around.secret, contributions)
  const of = <T>(told: (sign: string) => T): Record<string, T> =>
    Object.fromEntries(
      [...idOf].map(([sign, id]): [string, T] => [id, told(sign)]).sort(([one], [other]) => byCode(one, other)),
    )
  const chanceOf = new Map(
    lottery.model.kinds.flatMap(({ members }, at) => {
      const { numerator, denominator } = lottery.chances[at]!
      return members.map(sign => [sign, Number(numerator) / Number(denominator)] as const)
    }),
  )
  return {
    certificate,
    result: {
      panel: certificate.result.panels.flat().map(sign => idOf.get(sign)!),
      chances: of(sign => chanceOf.get(sign)!),
      forced: forcedIds(lottery).map(sign => idOf.get(sign)!),
      portfolio: { ...sealed.lottery, ...certificate.result },
      ...fairnessOf(lottery),
      engineVersion: FAIR_VERSION,
      signs: of(sign => sign),
    },
  }
}
