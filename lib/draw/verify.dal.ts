import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { patiently } from '@/lib/platform/patiently'
import { checkedDraw, drawsOf } from './record.dal'

const PAGE = 50

/**
 * Every draw that no longer comes out of its own record, or whose seats are not the panel that was drawn; also those that
 * were declared void. For the look through the whole database.
 */
export async function brokenDraws(actor: Actor): Promise<string[]> {
  const broken: string[] = []
  for (let after: string | undefined; ; ) {
    const draws = await drawsOf(actor, { after, take: PAGE })
    for (const { id, number, attempt } of draws) {
      const record = await patiently(tx => checkedDraw(actor, tx, id))
      broken.push(...record.broken.map(what => `draw ${id} (${number}, ${attempt}): ${what}`))
    }
    if (draws.length < PAGE) return broken
    after = draws.at(-1)!.id
  }
}
