import 'server-only'
import type { StaffActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { checkList, confirmIntake, createIntake } from '@/lib/intake/intake.dal'
import { keepIntakes } from '@/lib/intake/run.dal'
import { now } from '@/lib/platform/clock'
import { csvOf } from '@/lib/platform/csv'
import { db } from '@/lib/platform/db'
import { newId, sha256 } from '@/lib/platform/ids'
import { fileStore } from '@/lib/platform/storage'
import { chinaDay } from '@/lib/platform/time'
import { addOffice } from '@/lib/staff/office.dal'
import { insideRegion } from './demo-people'
import { madeUpId, madeUpPhone, makeUnit } from './factory'

const units = [
  ['示范江城大学', 'university'],
  ['示范理工大学', 'university'],
  ['示范材料研究所', 'institute'],
  ['示范光电研究所', 'institute'],
  ['示范智能制造有限公司', 'enterprise'],
  ['示范生物医药有限公司', 'enterprise'],
  ['示范环境科技有限公司', 'enterprise'],
  ['示范第二医院', 'other'],
] as const
const surnames = [...'江方沈文管言初候单原舟野']
const given = ['晓一', '若山', '静雨', '知林', '伟河', '岚云', '平舟', '明野']
const titles = ['教授', '研究员', '高级工程师', '副教授', '副研究员']
const disciplines = ['430', '510', '520', '320', '310', '610']
const PEOPLE = 48

/** So that a draw can be tried: experts of several units, as a bureau brings in those it already has (存量导入). */
export async function loadDemoPool(author: StaffActor, manager: StaffActor): Promise<void> {
  const regionCode = await insideRegion()
  for (const [at, [name, nature]] of units.entries()) {
    const admin = { name: '单管', phone: madeUpPhone(3900 + at), password: 'Shili#2026go' }
    await makeUnit({ name, nature, regionCode, serial: 3900 + at, status: 'active', admin, isDemo: false })
  }
  const { id } = await createIntake(author, { kind: 'legacy', title: '原专家库的专家（示例）', source: '原专家库' })
  await attachList(author, id, listOf())
  await checkList(author, { id, version: 0 })
  await keepIntakes(systemActor('seed'))
  const { version } = await db().intake.findUniqueOrThrow({ where: { id } })
  await confirmIntake(manager, { id, version, goLiveOn: chinaDay(now()), reason: '原专家库移交（示例）。' })
  await keepIntakes(systemActor('seed'))
}

/** A 处室 for whoever asks for draws. */
export async function demoOffice(manager: StaffActor, requester: StaffActor): Promise<void> {
  await addOffice(manager, { name: '示范成果与人才处' })
  const { id: officeId } = await db().office.findFirstOrThrow({ where: { name: '示范成果与人才处' } })
  await db().staffPost.create({ data: { accountId: requester.accountId, officeId } })
}

function listOf(): Buffer {
  const header = ['姓名', '证件号码', '手机号码', '工作单位', '技术职称', '学科专业1', '原入库日期']
  const rows = Array.from({ length: PEOPLE }, (_, at) => {
    const birth = `${1962 + ((at * 7) % 28)}0${1 + (at % 9)}1${at % 10}`
    return [
      `${surnames[at % surnames.length]}${given[(at * 5) % given.length]}`,
      madeUpId(3000 + at, birth, at % 3 > 0),
      madeUpPhone(3000 + at),
      units[at % units.length]![0],
      titles[(at * 3) % titles.length]!,
      disciplines[at % disciplines.length]!,
      '2024-05-20',
    ]
  })
  return Buffer.from(csvOf([header, ...rows]))
}

async function attachList(author: StaffActor, intakeId: string, bytes: Buffer): Promise<void> {
  const [id, at] = [newId(), now()]
  await fileStore().put(id, bytes)
  const file = { purpose: 'intakeList', intakeId, ownerId: author.accountId, name: '原专家库.csv', type: 'text/csv' }
  const state = { status: 'clean' as const, size: bytes.length, sha256: sha256(bytes), createdAt: at, attachedAt: at }
  await db().storedFile.create({ data: { id, ...file, ...state } })
}
