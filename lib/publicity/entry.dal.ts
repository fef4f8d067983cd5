import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { titlesOf } from '@/lib/application/titles.dal'
import { dict } from '@/lib/dict'
import { entry } from '@/lib/dict/tree'
import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { mainTitle } from '@/lib/profile/facts.rules'
import { MOST_ENTRIES } from './publicity.rules'

/** People whose entry was approved and who are in no batch yet. */
export const waitingForPublicity = { kind: { not: 'change' }, status: 'proposed', publicity: null } as const

/** The public columns of people, out of what was approved (trust PR9: nothing else becomes public). */
async function publicColumns(actor: Actor, tx: Tx, applicationIds: string[]) {
  const [rows, titles] = await Promise.all([
    tx.application.findMany({
      where: { id: { in: applicationIds } },
      select: {
        id: true,
        disciplineCodes: true,
        account: { select: { name: true } },
        unit: { select: { name: true } },
      },
    }),
    titlesOf(actor, tx, applicationIds),
  ])
  return rows
    .map(row => ({
      applicationId: row.id,
      name: row.account.name,
      unitName: row.unit.name,
      disciplines: row.disciplineCodes.map(code => entry('discipline', code)?.name ?? code).join('、'),
      title: dict('title').name(mainTitle(titles.get(row.id) ?? {})?.titleCode),
    }))
    .sort((one, other) => order.compare(one.unitName, other.unitName) || order.compare(one.name, other.name))
}

const order = new Intl.Collator('zh-Hans-CN-u-co-pinyin')

/**
 * Takes everybody who waits into a batch that is a draft, those who have waited longest first where they are too many.
 * Two people who do so at once share them out: an application stands in one batch (unique index, row locks).
 * @returns how many came in
 */
export async function gather(actor: Actor, tx: Tx, batchId: string): Promise<number> {
  const there = await tx.publicityEntry.count({ where: { batchId } })
  const waiting = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id::text AS id FROM application a
    WHERE a.kind <> 'change' AND a.status = 'proposed'
      AND NOT EXISTS (SELECT 1 FROM publicity_entry e WHERE e.application_id = a.id)
    ORDER BY a.status_since, a.id LIMIT ${Math.max(0, MOST_ENTRIES - there)} FOR UPDATE OF a SKIP LOCKED`
  if (waiting.length === 0) return 0
  const last = await tx.publicityEntry.aggregate({ where: { batchId }, _max: { position: true } })
  const from = (last._max.position ?? 0) + 1
  const columns = await publicColumns(
    actor,
    tx,
    waiting.map(row => row.id),
  )
  const { count } = await tx.publicityEntry.createMany({
    data: columns.map((row, index) => ({ id: newId(), batchId, position: from + index, ...row })),
    skipDuplicates: true,
  })
  return count
}

/** Writes the public columns anew in the order of units and names, as they are on the day of publication. */
export async function settleEntries(actor: Actor, tx: Tx, batchId: string): Promise<void> {
  const entries = await tx.publicityEntry.findMany({ where: { batchId }, select: { id: true, applicationId: true } })
  const ids = new Map(entries.map(row => [row.applicationId, row.id]))
  const columns = await publicColumns(actor, tx, [...ids.keys()])
  await tx.publicityEntry.deleteMany({ where: { batchId } })
  await tx.publicityEntry.createMany({
    data: columns.map((row, index) => ({ id: ids.get(row.applicationId)!, batchId, position: index + 1, ...row })),
  })
}
