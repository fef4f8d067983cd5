import { systemActor } from '@/lib/access/actor'
import { findConflicts, freshConflicts } from '@/lib/draw/conflict.dal'
import { closeDb, db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { patiently } from '@/lib/platform/patiently'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

/**
 * How long it takes to compare everybody behind 500 评审对象 with a filled pool of 1.7 million ties, the first time, again,
 * and at a draw when nothing or one profile has changed since. Milliseconds, not a test.
 */
const SUBJECTS = 500
const system = systemActor('bench')

async function ties(): Promise<void> {
  if ((await db().expertTie.count()) > 0) return
  // seventeen of each: posts and schools by unit, people of some thousand names, works by number
  await patiently(
    tx => tx.$executeRaw`
    INSERT INTO expert_tie (expert_id, kind, key, to_year, words, detail)
    SELECT e.account_id, k.kind, CASE k.of
        WHEN 'unit' THEN (SELECT name_key FROM unit u WHERE u.id = e.unit_id)
        WHEN 'name' THEN '姓名' || ((hashtext(e.account_id::text || k.n) & 2147483647) % 40000)
        ELSE 'n:' || ((hashtext(e.account_id::text || k.n) & 2147483647) % 900000) END,
      2010 + k.n, '-', NULL
    FROM expert e CROSS JOIN (VALUES ('name', 'name', 16), ('work', 'unit', 15), ('teammate', 'name', 14), ('teammate', 'name', 15),
      ('teammate', 'name', 16), ('coauthor', 'name', 13), ('coauthor', 'name', 14), ('coauthor', 'name', 15), ('coauthor', 'name', 16),
      ('cowinner', 'name', 14), ('coinventor', 'name', 15), ('supervisor', 'name', 1), ('paper', 'work', 15), ('paper', 'work', 16),
      ('award', 'work', 15), ('right', 'work', 15), ('study', 'unit', 2)) AS k(kind, of, n)`,
  )
  await patiently(tx => tx.$executeRaw`ANALYZE`)
}

async function requested(): Promise<string> {
  const { id: policyVersionId } = await currentPolicy()
  const requestId = newId()
  await db().drawRequest.create({
    data: {
      ...{ id: requestId, number: `B${Date.now()}`, title: '测量', purpose: 'project', place: '-', policyVersionId },
      ...{ requesterId: newId(), requesterName: '测', requesterOffice: '测', answerMinutes: 120, status: 'approved' },
      ...{ sessionFrom: new Date('2027-03-01T01:00:00Z'), sessionTo: new Date('2027-03-01T09:00:00Z') },
      subjects: {
        create: Array.from({ length: SUBJECTS }, (_, position) => ({
          id: newId(),
          position,
          title: `题目${position}`,
        })),
      },
    },
  })
  await patiently(
    tx => tx.$executeRaw`
    INSERT INTO draw_party (id, subject_id, kind, unit_id, unit_name, name, name_key)
    SELECT gen_random_uuid(), s.id, k.kind, CASE WHEN k.n = 0 THEN u.id END, CASE WHEN k.n = 0 THEN u.name END,
      CASE WHEN k.n > 0 THEN '姓名' || (s.position * 7 + k.n) END, CASE WHEN k.n > 0 THEN '姓名' || (s.position * 7 + k.n) END
    FROM draw_subject s
    JOIN (SELECT id, name, row_number() OVER (ORDER BY md5(id::text)) - 1 AS at FROM unit) u ON u.at = s.position
    CROSS JOIN (VALUES ('unit', 0), ('leader', 1), ('member', 2), ('member', 3), ('member', 4), ('member', 5), ('member', 6), ('member', 7)) AS k(kind, n)
    WHERE s.request_id = ${requestId}::uuid`,
  )
  return requestId
}

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const begin = performance.now()
  await work()
  console.log(`${what}：${(performance.now() - begin).toFixed(0)} 毫秒`)
}

async function main(): Promise<void> {
  await ties()
  const id = await requested()
  const whole = () => patiently(tx => findConflicts(system, tx, id))
  await timed('第一次比对，写入全部关系', whole)
  await timed('全部再比对一次', whole)
  await timed('全部再比对一次', whole)
  const fresh = () => patiently(tx => freshConflicts(system, tx, id))
  await timed('抽取时，没有变化', fresh)
  const { accountId } = await db().expert.findFirstOrThrow({ select: { accountId: true } })
  await db().$executeRaw`UPDATE expert_tie SET words = words WHERE expert_id = ${accountId}::uuid`
  await timed('抽取时，一名专家的资料有变化', fresh)
  const count = await db().drawConflict.count({ where: { requestId: id, goneAt: null } })
  console.log(`专家 ${await db().expert.count()} 名，资料 ${await db().expertTie.count()} 条，回避关系 ${count} 条`)
  await closeDb()
}

await main()
process.exit(0)
