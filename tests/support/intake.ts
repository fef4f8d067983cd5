import type { StaffActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { checkList, confirmIntake, createIntake } from '@/lib/intake/intake.dal'
import { keepIntakes } from '@/lib/intake/run.dal'
import { csvOf } from '@/lib/platform/csv'
import { db } from '@/lib/platform/db'
import { newId, sha256 } from '@/lib/platform/ids'
import { fileStore } from '@/lib/platform/storage'
import { fixtureId, fixturePhone } from './fixtures-ids'

export const header = [
  '姓名',
  '证件号码',
  '手机号码',
  '工作单位',
  '统一社会信用代码',
  '技术职称',
  '学科专业1',
  '原入库日期',
  '上级库编号',
  '来源说明',
] as const
export type ListRow = Partial<Record<(typeof header)[number], string>>

let people = 3000
/** Somebody no list has named yet. */
export function listed(unit: string, change: ListRow = {}): ListRow {
  const n = people++
  return {
    姓名: '沈名册',
    证件号码: fixtureId(n % 400, { birth: `19${60 + Math.floor(n / 400)}-03-12` }),
    手机号码: fixturePhone(n),
    工作单位: unit,
    技术职称: '教授',
    学科专业1: '520',
    原入库日期: '2019年5月',
    ...change,
  }
}

export const csvList = (rows: readonly ListRow[]): Buffer =>
  Buffer.from(csvOf([[...header], ...rows.map(row => header.map(name => row[name] ?? ''))]))

/** A batch with its list in the store, as an upload leaves it. */
export async function batchWith(
  author: StaffActor,
  bytes: Buffer,
  kind: 'legacy' | 'automatic' = 'legacy',
  name = '名单.csv',
) {
  const { id } = await createIntake(author, { kind, title: '2019 年以前的专家', source: '原专家库' })
  const fileId = newId()
  await fileStore().put(fileId, bytes)
  const file = {
    purpose: 'intakeList',
    intakeId: id,
    ownerId: author.accountId,
    name,
    size: bytes.length,
    type: 'text/csv',
  }
  const at = new Date()
  await db().storedFile.create({
    data: { id: fileId, ...file, sha256: sha256(bytes), status: 'clean', createdAt: at, attachedAt: at },
  })
  return id
}

export const versionOf = async (id: string): Promise<number> =>
  (await db().intake.findUniqueOrThrow({ where: { id } })).version

/** The worker has looked at it. */
export async function checkedBatch(author: StaffActor, bytes: Buffer, kind?: 'legacy' | 'automatic', name?: string) {
  const id = await batchWith(author, bytes, kind, name)
  await checkList(author, { id, version: 0 })
  await keepIntakes(systemActor('test'))
  return id
}

export const goLiveOn = '2026-11-01'

export const confirmed = async (manager: StaffActor, id: string) =>
  confirmIntake(manager, { id, version: await versionOf(id), goLiveOn, reason: '原专家库移交' })

export const rowsOf = (intakeId: string) => db().intakeRow.findMany({ where: { intakeId }, orderBy: { number: 'asc' } })
