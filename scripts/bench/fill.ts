import { Client } from 'pg'
import { closeDb, db, type Tx } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { patiently } from '@/lib/platform/patiently'
import { initialsOf, pinyinOf } from '@/lib/platform/pinyin'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { makeUnit } from '@/prisma/seed/factory'

const COUNT = Number(process.env.BENCH_ROWS ?? 10_000)
const UNITS = Math.min(50_000, Math.max(50, Math.round(COUNT / 5)))
const CHUNK = 50_000

const surnames = ['江', '方', '沈', '文', '管', '言', '初', '候', '单', '欧阳', '𠮷', '阿依·']
const given = ['晓', '伟', '芳', '明', '静', '强', '兰', '平', '雄', '岚', '𬎆']
const last = ['一', '山', '雨', '林', '河', '云', '原', '舟', '野']
const names = surnames.flatMap(one => given.flatMap(two => last.map(three => one + two + three)))
const regions = ['420106', '420102', '420111', '420500', '421000', '429004', '430104', '110105', '310115', '540102']
const subjects = [
  '稀土',
  '永磁',
  '湖泊',
  '隧道',
  '水稻',
  '肿瘤',
  '雷达',
  '桥梁',
  '催化',
  '电池',
  '遥感',
  '机器人',
  '疫苗',
]
const about = [
  '关键技术',
  '作用机理',
  '监测方法',
  '优化设计',
  '示范应用',
  '评价体系',
  '智能控制',
  '耦合模型',
  '制备工艺',
]

/**
 * Fills a database for measuring: units, and as many applications waiting at the bureau and experts in the pool as
 * asked for, of all kinds that the pool is searched and counted by. Written set-based, in portions, with texts instead
 * of real ciphers, because nothing here is ever opened.
 */
async function main(): Promise<void> {
  const { id: policyVersionId } = await currentPolicy()
  await makeUnit({
    ...{ name: '测量用第一研究所', serial: 5000, status: 'active' as const },
    admin: { name: '测管', phone: '19900009000', password: 'Bench#2026pass' },
  })
  await patiently(fillUnits)
  for (let from = 1; from <= COUNT; from += CHUNK)
    await db().$transaction(tx => fillPeople(tx, from, Math.min(from + CHUNK - 1, COUNT), policyVersionId), {
      timeout: 600_000,
    })
  await vacuum()
  console.log(`${COUNT} 份申请、${COUNT} 名专家、${UNITS} 个单位`)
  await closeDb()
}

/** In no transaction, and without the limit of a page. */
async function vacuum(): Promise<void> {
  const client = new Client({ connectionString: env().DATABASE_URL })
  await client.connect()
  await client.query('SET statement_timeout = 0')
  await client.query('VACUUM ANALYZE')
  await client.end()
}

/** Copies of the first unit, each with a name, nature and region of its own. */
async function fillUnits(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO unit (id, nature, name, name_key, pinyin, initials, no_code_reason, legal_person, region_code, contact_name,
                      contact_phone_cipher, status, status_since)
    SELECT gen_random_uuid(), (ARRAY['enterprise','university','institute','localBureau','other'])[1 + n % 5], t.name, t.name,
           'celiangyong' || n, 'cly' || n, '测量用', '法正', (${regions}::text[])[1 + n % ${regions.length}], '测管', '-', 'active', now()
    FROM generate_series(2, ${UNITS}) AS n, LATERAL (SELECT '测量用第' || n || '研究所' AS name) AS t`
}

async function fillPeople(tx: Tx, from: number, to: number, policyVersionId: number): Promise<void> {
  await tx.$executeRaw`SET LOCAL statement_timeout = 0`
  await tx.$executeRaw`
    CREATE TEMP TABLE bench_name ON COMMIT DROP AS
    SELECT * FROM unnest(${names}::text[], ${names.map(name => pinyinOf(name, 'person'))}::text[],
                         ${names.map(name => initialsOf(name, 'person'))}::text[]) WITH ORDINALITY AS t(name, pinyin, initials, at)`
  await tx.$executeRaw`
    CREATE TEMP TABLE bench_unit ON COMMIT DROP AS
    SELECT id, name, region_code, row_number() OVER (ORDER BY id) - 1 AS at FROM unit WHERE status = 'active'`
  // without these the planner takes both for a handful of rows and looks through all of them for each person
  await tx.$executeRaw`ANALYZE bench_name, bench_unit`
  await tx.$executeRaw`
    CREATE TEMP TABLE bench ON COMMIT DROP AS
    SELECT n, gen_random_uuid() AS account, gen_random_uuid() AS application, gen_random_uuid() AS version,
           u.id AS unit, u.name AS unit_name, u.region_code AS region, m.name, m.pinyin, m.initials,
           date '1950-01-01' + (n::bigint * 7919 % 18000)::int AS born, now() - (n || ' minutes')::interval AS at,
           (ARRAY['231','011','232','012'])[1 + n % 4] AS title,
           (ARRAY['senior','senior','associate','associate'])[1 + n % 4] AS level,
           (ARRAY['32024','32027','1102110','410','520','560','180','210','610','790'])[1 + n % 10] AS code,
           (ARRAY['active','active','active','active','active','active','active','dormant','suspended','left'])[1 + n / 3 % 10] AS status,
           (ARRAY['application','application','application','legacy','automatic','invited'])[1 + n / 7 % 6] AS source
    FROM generate_series(${from}::int, ${to}::int) AS n
    JOIN bench_name m ON m.at = 1 + n * 31 % ${names.length}
    JOIN bench_unit u ON u.at = n * 13 % (SELECT count(*) FROM bench_unit)`
  await tx.$executeRaw`ANALYZE bench`
  await tx.$executeRaw`
    INSERT INTO account (id, kind, name, phone_cipher, phone_index, password_hash, last_login_at)
    SELECT account, 'individual', name, '-', 'bench' || n, '-', CASE WHEN n % 9 > 0 THEN at END FROM bench`
  await tx.$executeRaw`
    INSERT INTO person (account_id, doc_type, doc_cipher, doc_index, name, pinyin, initials, sex, birth_date, region_code)
    SELECT account, 'mainlandId', '-', 'bench' || n, name, pinyin, initials, '1', born, region FROM bench`
  await tx.$executeRaw`
    INSERT INTO application (id, number, account_id, unit_id, status, status_since, submitted_at, policy_version_id, version)
    SELECT application, 'B-' || n, account, unit, 'atBureau', at, at, ${policyVersionId}, 3 FROM bench`
  await tx.$executeRaw`
    CREATE TEMP TABLE bench_title ON COMMIT DROP AS
    SELECT n, account, string_agg((${subjects}::text[])[1 + (n * 3 + k * 5) % ${subjects.length}]
        || (${subjects}::text[])[1 + (n / 13 + k * 7) % ${subjects.length}]
        || (${about}::text[])[1 + (n / 7 + k) % ${about.length}] || '研究' || (n * 17 + k * 101) % 5000, E'\n') AS text
    FROM bench, generate_series(1, 3) AS k GROUP BY n, account`
  await tx.$executeRaw`
    INSERT INTO application_version (id, application_id, number, snapshot, hash, statement_version)
    SELECT version, application, 1, jsonb_build_object(
      'person', jsonb_build_object('name', name, 'unitName', unit_name, 'docMask', '-', 'phoneMask', '-'),
      'sections', jsonb_build_object(
        'basic', jsonb_build_object('disciplines', jsonb_build_array(code, '32027')),
        'titles', jsonb_build_object('none', false, 'rows', jsonb_build_array(jsonb_build_object(
          'id', gen_random_uuid(), 'kind', 'title', 'titleCode', title, 'obtainedOn', '2015-01')))),
      'files', '[]'::jsonb), 'bench', '2026-11' FROM bench`
  await tx.$executeRaw`
    INSERT INTO expert (account_id, version_id, words_version_id, unit_id, unit_name, name, name_chars, pinyin, initials, sex,
                        birth_date, region_code, title_code, title_level, status, source, admitted_at, activated_at)
    SELECT account, version, version, unit, unit_name, name, string_to_array(name, NULL), pinyin, initials, '1', born, region, title,
           level, status::"MembershipStatus", source, at, at FROM bench`
  await tx.$executeRaw`
    INSERT INTO expert_discipline (expert_id, position, code)
    SELECT account, 0, code FROM bench UNION ALL SELECT account, 1, '32027' FROM bench WHERE n % 3 = 0`
  await tx.$executeRaw`
    INSERT INTO expert_words (expert_id, text, pairs)
    SELECT account, text, ARRAY(SELECT DISTINCT substr(text, k, 2) FROM generate_series(1, length(text) - 1) AS k
                                WHERE position(E'\n' IN substr(text, k, 2)) = 0) FROM bench_title`
}

await main()
process.exit(0)
