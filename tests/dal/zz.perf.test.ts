import type { StaffActor } from '@/lib/access/actor'
import { importSubjects } from '@/lib/draw/subject-import.dal'
import { findConflicts } from '@/lib/draw/conflict.dal'
import { systemActor } from '@/lib/access/actor'
import { db } from '@/lib/platform/db'
import { defaultDraw } from '@/lib/policy/draw-policy'
import { useDatabase } from '../support/database'
import { requestOf } from '../support/draw-ties'
import { enforce } from '../support/policy'
import { staffOf } from '../support/staff'
import { times } from '../support/units'

useDatabase()
const N = 100_000
const U = 4_000

test('perf', async () => {
  await enforce('wuhan', { draw: { ...defaultDraw, enabled: true } })
  const requester: StaffActor = await staffOf('drawRequester')
  const run = async (sql: string) => {
    const t = Date.now()
    await db().$transaction(async tx => {
      await tx.$executeRawUnsafe('SET LOCAL statement_timeout = 0')
      await tx.$executeRawUnsafe(sql)
    }, { timeout: 600_000 })
    console.log(sql.slice(0, 40), Date.now() - t)
  }
  await run(`INSERT INTO unit (id, nature, name, name_key, pinyin, initials, legal_person, region_code, contact_name, contact_phone_cipher, status, no_code_reason, email)
    SELECT ('10000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, CASE WHEN n % 10 = 0 THEN 'university' ELSE 'institute' END, '示范第' || n || '单位', '示范第' || n || '单位', 'x', 'x', '法', '420106', '某', 'x', 'active', '测试', 'a@u' || n || '.cn' FROM generate_series(1, ${U}) n`)
  await run(`INSERT INTO account (id, kind, name, password_hash, phone_index, phone_cipher) SELECT ('20000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'individual', '人' || n, 'x', 'p' || n, 'c' FROM generate_series(1, ${N}) n`)
  const name = (n: string) => `chr(19968 + (${n}) % 100) || chr(20068 + (${n}) % 997) || chr(21068 + (${n}) % 13)`
  await run(`INSERT INTO person (account_id, doc_type, doc_cipher, doc_index, name, pinyin, initials, sex) SELECT ('20000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'mainlandId', 'x', 'd' || n, ${name('n')}, 'x', 'x', '1' FROM generate_series(1, ${N}) n`)
  await run(`INSERT INTO expert (account_id, version_id, unit_id, unit_name, name, name_chars, pinyin, initials, sex, region_code, title_code, title_level)
    SELECT ('20000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, gen_random_uuid(), ('10000000-0000-4000-8000-' || lpad((n % ${U} + 1)::text, 12, '0'))::uuid, 'x', ${name('n')}, '{}', 'x', 'x', '1', '420106', '231', 'senior' FROM generate_series(1, ${N}) n`)
  const e = `('20000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid`
  await run(`INSERT INTO expert_tie (expert_id, kind, key, words, detail) SELECT ${e}, 'unit', '10000000-0000-4000-8000-' || lpad((n % ${U} + 1)::text, 12, '0'), 'x', '院' || n % 20 FROM generate_series(1, ${N}) n`)
  await run(`INSERT INTO expert_tie (expert_id, kind, key, words) SELECT ${e}, 'name', ${name('n')}, 'x' FROM generate_series(1, ${N}) n`)
  await run(`INSERT INTO expert_tie (expert_id, kind, key, words, from_year, to_year) SELECT ${e}, k, ${name('n * 7 + i * 31')}, '《论文》', 2015, 2015 + (n + i) % 12 FROM generate_series(1, ${N}) n, generate_series(1, 2) i, unnest(ARRAY['coauthor', 'teammate', 'cowinner']) k`)
  await run(`INSERT INTO expert_tie (expert_id, kind, key, words, from_year, to_year) SELECT ${e}, k, '10000000-0000-4000-8000-' || lpad(((n * 13 + 5) % ${U} + 1)::text, 12, '0'), '单位', 2008, 2010 + n % 17 FROM generate_series(1, ${N}) n, unnest(ARRAY['post', 'work', 'study']) k`)
  await run(`INSERT INTO expert_tie (expert_id, kind, key, words, from_year, to_year) SELECT ${e}, k, 't:题' || (n * 3 + i) % 250000, '《题》', 2022, 2024 FROM generate_series(1, ${N}) n, generate_series(1, 3) i, unnest(ARRAY['project', 'paper']) k`)
  await run('ANALYZE')
  console.log(await db().$queryRawUnsafe('SELECT count(*)::int AS ties FROM expert_tie'))
  const { id } = await requestOf(requester)
  const nm = (n: number) => String.fromCodePoint(19968 + (n % 100), 20068 + (n % 997), 21068 + (n % 13))
  const lines = times(500, n =>
    [`题${n}`, `示范第${n * 7 + 1}单位`, n % 2 ? '院3' : '', nm(n * 17), [1, 2, 3, 4, 5].map(k => nm(n * 29 + k)).join('、'), `示范第${n * 5 + 3}单位`].join('\t'),
  )
  const bytes = Buffer.from(['项目名称\t承担单位\t院系\t项目负责人\t成员\t合作单位', ...lines].join('\n'))
  let t = Date.now()
  const report = await importSubjects(requester, id, bytes, true)
  console.log('import', report.good, Date.now() - t, 'ms; conflicts', await db().drawConflict.count({ where: { requestId: id } }))
  for (let i = 0; i < 6; i += 1) {
    t = Date.now()
    await db().$transaction(tx => findConflicts(systemActor('t'), tx, id))
    console.log('again', Date.now() - t)
  }
  t = Date.now()
  await db().$transaction(tx => findConflicts(systemActor('t'), tx, id, ['20000000-0000-4000-8000-000000000007']))
  console.log('one expert', Date.now() - t)
  console.log(await db().$queryRawUnsafe('SELECT rule, certainty, count(*)::int AS n FROM draw_conflict GROUP BY 1, 2 ORDER BY 1'))
}, 900_000)
