import { closeDb, db } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { makeUnit } from '@/prisma/seed/factory'

const COUNT = Number(process.env.BENCH_ROWS ?? 10_000)
const UNITS = 200
const YEARS = 5

/**
 * Fills a database with a pool of some years for measuring statistics: experts of every kind, and all steps of their
 * applications and places, about ten rows of history for each. Written set-based, with texts instead of real ciphers,
 * because nothing here is ever opened; numbers are made of the row's own, so that two runs make the same pool.
 */
async function main(): Promise<void> {
  const { id: policyVersionId } = await currentPolicy()
  const natures = ['university', 'enterprise', 'institute', 'enterprise', 'university', 'other', 'localBureau']
  const regions = ['420106', '420102', '420111', '420115', '420103', '420105', '110108', '420506', '310115']
  const units: string[] = []
  // a second run fills in more
  const begun = await db().unit.count({ where: { name: { startsWith: '统计测量用' } } })
  for (let serial = begun; serial < begun + UNITS; serial += 1) {
    const admin = { name: '测管', phone: `1990${String(8_000_000 + serial)}`, password: 'Bench#2026pass' }
    const nature = natures[serial % natures.length]
    const regionCode = regions[serial % regions.length]
    const name = `统计测量用第${serial + 1}研究所`
    const unit = await makeUnit({ name, serial: 6000 + serial, status: 'active', nature, regionCode, admin })
    units.push(unit.unitId)
  }
  await db().$transaction(
    async tx => {
      await tx.$executeRaw`SET LOCAL statement_timeout = 0`
      await tx.$executeRaw`
    CREATE TEMP TABLE bench AS
    SELECT b.*, at + (3 + r3 % 40) * interval '12 hours' AS at_unit, at + (6 + r3 % 40 + r5 % 20) * interval '12 hours' AS at_bureau,
           at + (10 + r3 % 40 + r5 % 20 + r7 % 30) * interval '12 hours' AS approved FROM (
      SELECT n, gen_random_uuid() AS account, gen_random_uuid() AS application, gen_random_uuid() AS version,
             (n::bigint * 7919) % 1000 AS r1, (n::bigint * 104729) % 997 AS r2, (n::bigint * 1299709) % 991 AS r3,
             (n::bigint * 15485863) % 983 AS r5, (n::bigint * 32452843) % 977 AS r7,
             now() - interval '60 days' - ((n::bigint * 31) % ${YEARS * 340}::int) * interval '1 day' AS at
      FROM generate_series(${(begun / UNITS) * COUNT + 1}::int, ${(begun / UNITS) * COUNT + COUNT}::int) AS n) b`
      await tx.$executeRaw`
      INSERT INTO account (id, kind, name, phone_cipher, phone_index, password_hash)
      SELECT account, 'individual', '测' || n, '-', 'pool' || n, '-' FROM bench`
      await tx.$executeRaw`
      INSERT INTO application (id, number, account_id, unit_id, status, status_since, submitted_at, policy_version_id, version)
      SELECT application, 'P-' || n, account, (${units}::text[])[1 + (r2 * r2 / 997) % ${UNITS}::int]::uuid, 'admitted',
             approved + interval '9 days', at, ${policyVersionId}, 6 FROM bench`
      await tx.$executeRaw`
      INSERT INTO application_version (id, application_id, number, snapshot, hash, statement_version)
      SELECT version, application, 1, '{"person":{},"sections":{},"files":[]}'::jsonb, 'bench', '2026-11' FROM bench`
      await tx.$executeRaw`
      INSERT INTO expert (account_id, version_id, unit_id, unit_name, name, name_chars, pinyin, initials, sex, birth_date,
                          region_code, title_code, title_level, status, admitted_at, activated_at, source)
      SELECT account, version, (${units}::text[])[1 + (r2 * r2 / 997) % ${UNITS}::int]::uuid, '统计测量用研究所', '测' || n, ARRAY['测'],
             'ce', 'c', (ARRAY['1','1','2'])[1 + r1 % 3], CASE WHEN r5 = 0 THEN NULL ELSE date '1952-01-01' + (r1 * 15 + r2)::int END,
             (${regions}::text[])[1 + (r3 * r3 / 991) % 9], '231', (ARRAY['senior','senior','associate','associate','intermediate','none'])[1 + r3 % 6],
             (CASE WHEN n % 20 = 0 THEN 'left' WHEN n % 7 = 0 THEN 'dormant' ELSE 'active' END)::"MembershipStatus",
             approved + interval '9 days', now() - (r7 % 400) * interval '1 day',
             (ARRAY['application','application','application','legacy','invited'])[1 + r7 % 5] FROM bench`
      await tx.$executeRaw`
      INSERT INTO expert_discipline (expert_id, position, code)
      SELECT b.account, p.position, codes.all[1 + ((b.r1 * (p.position + 1) * b.r2) / 700) % array_length(codes.all, 1)]
      FROM bench b, (SELECT array_agg(code ORDER BY code) AS all FROM dict_entry WHERE dict = 'discipline' AND level > 1) codes,
           (VALUES (0), (1)) AS p(position)`
      await tx.$executeRaw`
      INSERT INTO status_history (subject_type, subject_id, event, from_status, to_status, actor_name, actor_office, policy_version_id, subject_version, at)
      SELECT 'application', application, s.event, s.from_status, s.to_status, '测', '测', ${policyVersionId}, s.version, s.at
      FROM bench, LATERAL (VALUES
        (0, 'begin', NULL, 'empty', bench.at - interval '2 days'), (1, 'fill', 'empty', 'draft', bench.at - interval '1 day'),
        (2, 'submit', 'draft', 'atUnit', bench.at), (3, 'recommend', 'atUnit', 'atDepartment', at_unit),
        (4, 'recommend', 'atDepartment', 'atBureau', at_bureau), (5, 'approve', 'atBureau', 'proposed', approved),
        (6, 'publish', 'proposed', 'published', approved + interval '1 day'),
        (7, 'admit', 'published', 'admitted', approved + interval '9 days')) AS s(version, event, from_status, to_status, at)`
      await tx.$executeRaw`
      INSERT INTO status_history (subject_type, subject_id, event, from_status, to_status, actor_name, actor_office, policy_version_id, subject_version, at)
      SELECT 'membership', account, s.event, s.from_status, s.to_status, '测', '测', ${policyVersionId}, s.version, s.at
      FROM bench, LATERAL (VALUES
        (0, 'admit', NULL, 'active', approved + interval '9 days', true),
        (1, 'proposeExit', 'active', 'leaving', approved + interval '15 days', n % 20 = 0),
        (2, 'confirmExit', 'leaving', 'left', approved + interval '25 days', n % 20 = 0),
        (1, 'sleep', 'active', 'dormant', approved + interval '20 days', n % 7 = 0 AND n % 20 <> 0)) AS s(version, event, from_status, to_status, at, holds)
      WHERE s.holds`
      await tx.$executeRaw`
      INSERT INTO membership_exit (id, account_id, source, reason, grounds, from_status, at, hearing_until, outcome, decided_at)
      SELECT gen_random_uuid(), account, 'proposed', (ARRAY['unfit','ownWish','absence','other'])[1 + r1 % 4], '-', 'active',
             approved + interval '15 days', approved + interval '25 days', 'confirmed', approved + interval '25 days' FROM bench WHERE n % 20 = 0`
    },
    { timeout: 600_000 },
  )
  await db().$executeRaw`ANALYZE`
  console.log(`${COUNT} 名专家，${COUNT * 9} 条以上办理记录`)
  await closeDb()
}

await main()
process.exit(0)
