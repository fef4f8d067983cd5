import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import type { Party } from './conflict-facts.rules'
import { familiesOf } from './subject-units.dal'

type Known = { byDocument: Map<string, string[]>; byPhone: Map<string, string[]>; year: number }

/**
 * Where people behind the 评审对象 hold a post beside their own unit (其他任职单位, V3): of those who are known by a
 * number as experts themselves, by their own profiles.
 */
export async function postsOf(actor: Actor, tx: Tx, parties: readonly Party[], known: Known): Promise<Party[]> {
  const selfOf = ({ docIndex, phoneIndex }: Party) => [
    ...(known.byDocument.get(docIndex ?? '') ?? []),
    ...(known.byPhone.get(phoneIndex ?? '') ?? []),
  ]
  const ids = [...new Set(parties.flatMap(selfOf))]
  if (ids.length === 0) return []
  const rows = await tx.expertTie.findMany({
    where: { expertId: { in: ids }, kind: 'post', OR: [{ toYear: null }, { toYear: { gte: known.year } }] },
    orderBy: { id: 'asc' },
  })
  const posts = rows.map(({ expertId, key, detail }) => {
    const place = uuid().safeParse(key).success ? { unitId: key, unitName: null } : { unitId: null, unitName: key }
    return { ...place, expertId, detail }
  })
  const unitOf = await familiesOf(actor, tx, posts)
  return parties.flatMap(party =>
    posts.flatMap(post => {
      const { unit, division } = unitOf(post)
      const other = unit !== null && unit.key !== party.unit?.key && selfOf(party).includes(post.expertId)
      return other ? [{ ...party, unit, division: post.detail ?? division }] : []
    }),
  )
}
