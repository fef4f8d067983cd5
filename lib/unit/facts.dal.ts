import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { ownAmong } from '@/lib/access/same-person'
import { dict } from '@/lib/dict'
import { fullName } from '@/lib/dict/tree'
import type { Tx } from '@/lib/platform/db'
import { tookLast } from '@/lib/workflow/history.dal'
import type { UnitFacts, UnitStatus } from '@/lib/workflow/unit.machine'
import type { Prisma } from '@/prisma/generated/client'
import { bankAccountIndex, bankAccountMask } from './completion'
import type { MendFacts, MendState } from './mended.rules'

export type StoredUnit = Prisma.UnitGetPayload<object>

/** What the machine of units asks beyond status and permission. The caller was allowed to read the unit. */
export async function unitFacts(
  actor: Actor,
  tx: Tx,
  unit: { id: string; status: UnitStatus; mergedIntoId: string | null },
): Promise<UnitFacts> {
  const facts = {
    merged: unit.mergedIntoId !== null,
    ownUnit: await administersAny(actor, tx, [unit.id]),
    reviewedFirst: unit.status === 'resubmitted' && (await tookLast(actor, tx, 'unit', unit.id, ['approveFirst'])),
  }
  if (unit.status !== 'refused') return { ...facts, refusedFrom: null }
  const last = await tx.statusHistory.findFirst({
    where: { subjectType: 'unit', subjectId: unit.id, toStatus: 'refused' },
    orderBy: { subjectVersion: 'desc' },
    select: { fromStatus: true },
  })
  return { ...facts, refusedFrom: last?.fromStatus === 'resubmitted' ? 'resubmitted' : 'submitted' }
}

/** Whether the acting person administers one of these units, by whichever account. */
export async function administersAny(actor: Actor, tx: Tx, unitIds: readonly string[]): Promise<boolean> {
  const where = { unitId: { in: [...unitIds] }, endedAt: null }
  const rows = await tx.unitAdministrator.findMany({ where, select: { accountId: true } })
  const own = await ownAmong(
    actor,
    rows.map(row => row.accountId),
    tx,
  )
  return rows.some(row => own.has(row.accountId))
}

/** What of a unit can be mended, in words, as it stands in the transaction. Taken before and after, it tells a reviewer what changed. */
export async function mendFacts(_actor: Actor, tx: Tx, unitId: string): Promise<MendState> {
  const unit = await tx.unit.findUniqueOrThrow({ where: { id: unitId } })
  const facts = {
    nature: dict('unitNature').name(unit.nature),
    name: unit.name,
    creditCode: unit.creditCode,
    legalPerson: unit.legalPerson,
    region: fullName('region', unit.regionCode),
    contactName: unit.contactName,
    address: unit.address,
    postcode: unit.postcode,
    officePhone: unit.officePhone,
    email: unit.email,
    highTech: unit.highTech === null ? null : unit.highTech ? '是' : '否',
    bankName: unit.bankName,
    bankAccount: bankAccountMask(unit),
  }
  return { facts, account: bankAccountIndex(unit) }
}

/**
 * Which files came since an instant, as both sides of a change: the old one is gone by the time the unit is sent
 * again, so a replacement shows only in when the present one came.
 */
export async function filesMended(
  _actor: Actor,
  tx: Tx,
  unitId: string,
  since: Date,
): Promise<{ before: MendFacts; after: MendFacts }> {
  const files = await tx.storedFile.findMany({
    where: { unitId, status: 'clean', removedAt: null, attachedAt: { gt: since } },
    orderBy: { id: 'asc' },
    select: { purpose: true, name: true },
  })
  const sides = { before: {} as MendFacts, after: {} as MendFacts }
  for (const [field, purpose] of [
    ['picture', 'unitPicture'],
    ['certificate', 'unitCertificate'],
  ] as const) {
    const file = files.findLast(one => one.purpose === purpose)
    if (file)
      Object.assign(sides, {
        before: { ...sides.before, [field]: '原来的文件' },
        after: { ...sides.after, [field]: `新文件：${file.name}` },
      })
  }
  return sides
}
