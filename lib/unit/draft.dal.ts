import 'server-only'
import type { Actor, UnitActor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { decryptField, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import type { UnitDraft } from './unit.dto'
import { type SaveUnitDraft, type UnitDraftData, unitDraftSchema } from './unit.schema'

const place = (id: string) => ({ table: 'unit_draft', id, column: 'data' })

type Row = { unitId: string; dataCipher: string; version: number; savedAt: Date; savedByName: string }

const open = (row: Row): UnitDraft => ({
  data: unitDraftSchema.parse(JSON.parse(decryptField(row.dataCipher, place(row.unitId)))),
  version: row.version,
  savedAt: row.savedAt.toISOString(),
  savedBy: row.savedByName,
})

/** What the unit's administrators have typed and not sent yet; null when there is nothing. */
export async function viewUnitDraft(actor: Actor): Promise<UnitDraft | null> {
  await allow(actor, 'unit.mendOwn')
  const row = await db().unitDraft.findUnique({ where: { unitId: (actor as UnitActor).unitId } })
  return row && open(row)
}

type Saved = { saved: true; version: number; savedAt: string } | ({ saved: false } & UnitDraft)

/**
 * Keeps what is being typed while the unit completes or mends its data. Guarded by the version, so that two
 * administrators or tabs do not overwrite each other unseen.
 * @returns the new version, or what somebody else saved meanwhile
 * @throws Refusal refused in every other state
 */
export async function saveUnitDraft(actor: Actor, input: SaveUnitDraft): Promise<Saved> {
  await allow(actor, 'unit.mendOwn')
  const { unitId } = actor as UnitActor
  const savedAt = now()
  const dataCipher = encryptField(JSON.stringify(input.data satisfies UnitDraftData), place(unitId))
  return db().$transaction(async tx => {
    // Held until the end: what is being sent at this moment takes its draft away.
    const [unit] = await tx.$queryRaw<{ status: string }[]>`
      SELECT status::text AS status FROM unit WHERE id = ${unitId}::uuid FOR NO KEY UPDATE`
    if (unit?.status !== 'incomplete' && unit?.status !== 'refused')
      throw refused('单位信息已经提交或审核结束，现在不能修改。请刷新页面查看。')
    const kept = await tx.unitDraft.findUnique({ where: { unitId } })
    if ((kept?.version ?? 0) !== input.version && kept) return { saved: false as const, ...open(kept) }
    const version = (kept?.version ?? 0) + 1
    const data = { dataCipher, version, savedAt, savedByName: actor.kind === 'unitAdmin' ? actor.name : '' }
    await tx.unitDraft.upsert({ where: { unitId }, create: { unitId, ...data }, update: data })
    return { saved: true as const, version, savedAt: savedAt.toISOString() }
  })
}
