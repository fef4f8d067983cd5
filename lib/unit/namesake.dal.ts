import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { unitScope } from '@/lib/access/scope'
import { shortRegion } from '@/lib/dict/tree'
import { db } from '@/lib/platform/db'
import { unitLabelsFor } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { UnitSide } from './reshape.dto'
import { findUnit } from './unit.dal'

const SHOWN = 10

/** What tells units of one name apart. The caller has established that the actor may see them. */
export async function sidesOf(_actor: Actor, ids: string[]): Promise<Map<string, UnitSide>> {
  const [rows, { policy }] = await Promise.all([
    db().unit.findMany({
      where: { id: { in: [...new Set(ids)] } },
      include: {
        aliases: { select: { name: true } },
        _count: { select: { affiliations: { where: { endedAt: null } } } },
      },
    }),
    currentPolicy(),
  ])
  const labels = unitLabelsFor(policy)
  return new Map(
    rows.map(({ id, name, creditCode, regionCode, registeredAt, status, aliases, _count }) => [
      id,
      {
        id,
        name,
        creditCode,
        region: shortRegion(regionCode),
        registeredAt,
        statusLabel: labels[status],
        people: _count.affiliations,
        aliases: aliases.map(alias => alias.name),
      },
    ]),
  )
}

/**
 * Other units that bear the name of this one, now or as another name: whoever decides about it must tell a second
 * registration from another unit of that name (A3). Refused and closed ones are left out.
 * @throws Refusal notFound
 */
export async function listNamesakes(actor: Actor, id: string): Promise<UnitSide[]> {
  await allow(actor, 'unit.view', { type: 'unit', id })
  const { nameKey } = await findUnit(actor, id)
  const rows = await db().unit.findMany({
    where: {
      AND: [
        unitScope(actor),
        { id: { not: id }, status: { notIn: ['refused', 'disabled'] } },
        { OR: [{ nameKey }, { aliases: { some: { nameKey } } }] },
      ],
    },
    orderBy: [{ registeredAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
    take: SHOWN,
  })
  const sides = await sidesOf(
    actor,
    rows.map(row => row.id),
  )
  return rows.map(row => sides.get(row.id)!)
}
