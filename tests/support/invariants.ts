import { systemActor } from '@/lib/access/actor'
import { verify } from '@/lib/verify/verify.dal'

/**
 * Everything over the whole database that does not hold; `[]` when all is well. Run it after each test of
 * concurrency or faults: `expect(await brokenInvariants()).toEqual([])`. It only reads.
 */
export async function brokenInvariants(): Promise<string[]> {
  const { broken } = await verify(systemActor('invariants'))
  return broken.flatMap(({ sentence, what }) => what.map(one => `${one}: ${sentence}`))
}
