import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import ExcelJS from 'exceljs'
import { Client } from 'pg'
import { from, to } from 'pg-copy-streams'
import { type StaffActor, systemActor } from '@/lib/access/actor'
import { checkList, confirmIntake, createIntake } from '@/lib/intake/intake.dal'
import { keepIntakes } from '@/lib/intake/run.dal'
import { now } from '@/lib/platform/clock'
import { closeDb, db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { idCheckCharacter } from '@/lib/platform/fields/identity'
import { newId } from '@/lib/platform/ids'
import { fileStore } from '@/lib/platform/storage'
import { chinaDay } from '@/lib/platform/time'
import { makeStaff, makeUnit } from '@/prisma/seed/factory'

const COUNT = Number(process.env.BENCH_LIST ?? 100_000)
const UNITS = 50
const job = systemActor('bench')

/** A valid number of the area 990000, which no division has; up to 10 million of them. */
function madeUp(n: number): string {
  const birth = new Date(Date.UTC(1950, 0, 1) + (n % 20_000) * 86_400_000)
    .toISOString()
    .slice(0, 10)
    .replaceAll('-', '')
  const first = `990000${birth}${String(Math.floor(n / 20_000)).padStart(3, '0')}`
  return first + idCheckCharacter(first)
}

/** An Excel list as a bureau would have it, written row by row. */
async function writeList(path: string, units: readonly string[]): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true })
  const sheet = book.addWorksheet('名单')
  sheet
    .addRow([
      '姓名',
      '证件号码',
      '手机号码',
      '工作单位',
      '技术职称',
      '学科专业1',
      '学科专业2',
      '学历',
      '原入库日期',
      '原编号',
    ])
    .commit()
  for (let n = 0; n < COUNT; n += 1) {
    const name = `${'江方沈文管言初候'[n % 8]}${'晓伟芳明静强兰平'[(n >> 3) % 8]}${'一山雨林河云原'[n % 7]}`
    const phone = `19901${String(n).padStart(6, '0')}`
    const unit = units[n % units.length]!
    sheet.addRow([name, madeUp(n), phone, unit, '教授', '520', '430', '博士研究生', '2018-06-01', `A${n}`]).commit()
  }
  sheet.commit()
  await book.commit()
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; peak: number }> {
  const rss = () => process.memoryUsage().rss / 1024 / 1024
  let peak = rss()
  const watch = setInterval(() => {
    peak = Math.max(peak, rss())
  }, 50)
  const begin = performance.now()
  await work()
  clearInterval(watch)
  return { seconds: (performance.now() - begin) / 1000, peak }
}

/** The rows a list becomes, table by table. */
const becomes: Record<string, string> = {
  account: 'SELECT x.* FROM account x JOIN r ON r.account_id = x.id',
  person: 'SELECT x.* FROM person x JOIN r USING (account_id)',
  affiliation: 'SELECT x.* FROM affiliation x JOIN r USING (account_id)',
  application: 'SELECT x.* FROM application x JOIN r USING (account_id)',
  application_version: 'SELECT x.* FROM application_version x JOIN a ON a.id = x.application_id',
  application_section: 'SELECT x.* FROM application_section x JOIN a ON a.id = x.application_id',
  expert: 'SELECT x.* FROM expert x JOIN r USING (account_id)',
  expert_discipline: 'SELECT x.* FROM expert_discipline x JOIN r ON r.account_id = x.expert_id',
  status_history: `SELECT x.* FROM status_history x WHERE x.subject_version = 0
    AND (x.subject_id IN (SELECT account_id FROM r) OR x.subject_id IN (SELECT id FROM a)
      OR x.subject_id IN (SELECT f.id FROM affiliation f JOIN r USING (account_id)))`,
}

/** Seconds for COPY of the very same rows into empty tables of the same columns and indexes, and nothing else. */
async function plainCopy(intakeId: string): Promise<number> {
  const client = new Client({ connectionString: env().DATABASE_URL })
  await client.connect()
  await client.query(
    `CREATE TEMP TABLE r AS SELECT account_id FROM intake_row WHERE intake_id = '${intakeId}' AND done_at IS NOT NULL`,
  )
  await client.query('CREATE TEMP TABLE a AS SELECT x.id FROM application x JOIN r USING (account_id)')
  await client.query('ANALYZE r, a')
  let seconds = 0
  for (const [table, rows] of Object.entries(becomes)) {
    const bytes = await buffer(client.query(to(`COPY (${rows}) TO STDOUT`)))
    await client.query(`CREATE TABLE bench_copy (LIKE ${table} INCLUDING ALL)`)
    const begin = performance.now()
    await pipeline(Readable.from([bytes]), client.query(from('COPY bench_copy FROM STDIN')))
    seconds += (performance.now() - begin) / 1000
    await client.query('DROP TABLE bench_copy')
  }
  await client.end()
  return seconds
}

const staff = (login: string, name: string): Promise<StaffActor> =>
  makeStaff({ login, name, password: 'Bench#2026pass', roles: ['bureauManager'], office: '测量' })

/**
 * A list of a hundred thousand: the check, the entry, and beside them COPY of the same rows in the same run; how much
 * memory this process took.
 */
async function main(): Promise<void> {
  const units: string[] = []
  for (let serial = 0; serial < UNITS; serial += 1) {
    const admin = { name: '测管', phone: `19900008${String(serial).padStart(3, '0')}`, password: 'Bench#2026pass' }
    const unit = await makeUnit({
      name: `导入测量用第${serial + 1}研究所`,
      serial: 7000 + serial,
      status: 'active',
      admin,
    })
    units.push(unit.unitName)
  }
  const [author, manager] = [await staff('bench.author', '测甲'), await staff('bench.manager', '测乙')]
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const path = join(folder, 'list.xlsx')
  await writeList(path, units)
  const { id } = await createIntake(author, { kind: 'legacy', title: '测量', source: '测量' })
  const fileId = newId()
  const size = await store(fileId, path)
  await rm(folder, { recursive: true })
  const at = now()
  await db().storedFile.create({
    data: {
      ...{ id: fileId, purpose: 'intakeList', intakeId: id, ownerId: author.accountId, name: 'list.xlsx', size },
      ...{ type: 'xlsx', sha256: 'bench', status: 'clean', createdAt: at, attachedAt: at },
    },
  })
  await checkList(author, { id, version: 0 })
  const before = process.memoryUsage().rss / 1024 / 1024
  const check = await timed(() => keepIntakes(job))
  const { version, counts } = await db().intake.findUniqueOrThrow({ where: { id } })
  await confirmIntake(manager, { id, version, goLiveOn: chinaDay(now()), reason: '测量' })
  const enter = await timed(() => keepIntakes(job))
  const done = await db().intakeRow.count({ where: { intakeId: id, doneAt: { not: null } } })
  if (done !== COUNT) throw new Error(`只入库 ${done} 行：${JSON.stringify(counts)}`)
  const plain = await plainCopy(id)
  const s = (seconds: number) => seconds.toFixed(1)
  console.log(`\n名单 ${COUNT} 行（Excel，${(size / 1024 / 1024).toFixed(1)} MB）`)
  console.log(`检查 ${s(check.seconds)} 秒，入库 ${s(enter.seconds)} 秒；同样的行直接 COPY ${s(plain)} 秒`)
  console.log(
    `入库是 COPY 的 ${s(enter.seconds / plain)} 倍，连同检查 ${s((check.seconds + enter.seconds) / plain)} 倍`,
  )
  console.log(
    `进程内存：开始 ${before.toFixed(0)} MB，检查时最多 ${check.peak.toFixed(0)} MB，入库时最多 ${enter.peak.toFixed(0)} MB`,
  )
  await closeDb()
}

async function store(id: string, path: string): Promise<number> {
  const bytes = await readFile(path)
  await fileStore().put(id, bytes)
  return bytes.length
}

await main()
process.exit(0)
