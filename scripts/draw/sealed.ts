import { type FairMethod, fairLottery } from '@/lib/draw/engine/fair/lottery'
import type { Problem } from '@/lib/draw/engine/problem'
import { secretHash } from '@/lib/draw/seal/ceremony'
import type { Certificate } from '@/lib/draw/seal/certificate'
import { certificateOf } from '@/lib/draw/seal/make'
import { sealDraw } from '@/lib/draw/seal/seal'
import { signed } from '@/lib/draw/seal/signs'
import type { Ceremony } from './ceremony'
import { lotteryResult, type Result, sorted } from './result'

/**
 * Seals and draws: people become signs before the engine sees them, and the result is told by their ids again.
 * @throws ProblemError, NoPanel, TooLarge
 */
export async function sealedResult(
  problem: Problem,
  method: FairMethod,
  { salt, contributions, ...around }: Ceremony,
): Promise<{ result: Result; certificate: Certificate }> {
  const { problem: signs, idOf } = signed(problem, salt)
  const lottery = await fairLottery(signs, method)
  const sealed = sealDraw(signs, lottery, { ...around, secret: secretHash(around.number, around.secret) })
  const certificate = certificateOf(sealed, around.secret, contributions)
  const { panel, chances, ...rest } = lotteryResult(lottery, signs, certificate.result.seed)
  return {
    certificate,
    result: {
      ...rest,
      panel: panel.map(sign => idOf.get(sign)!),
      chances: sorted(Object.entries(chances).map(([sign, chance]) => [idOf.get(sign)!, chance])),
      signs: Object.fromEntries([...idOf].map(([sign, id]) => [id, sign])),
    },
  }
}
