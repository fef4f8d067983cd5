import { closeDb, db } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { makeUnit } from '@/prisma/seed/factory'

const COUNT = Number(process.env.BENCH_ROWS ?? 10_000)
const UNITS = 50

/**
 * Fills a database for measuring: units, and as many applications waiting at the bureau and experts in the pool as
 * asked for. Written set-based, with texts instead of real ciphers, because nothing here is ever opened.
 */
async function main(): Promise<void> {
  const { id: policyVersionId } = await currentPolicy()
  const units: string[] = []
  for (let serial = 0; serial < UNITS; serial += 1) {
    const admin = { name: '测管', phone: `19900009${String(serial).padStart(3, '0')}`, password: 'Bench#2026pass' }
    const unit = await makeUnit({ name: `测量用第${serial + 1}研究所`, serial: 5000 + serial, status: 'active', admin })
    units.push(unit.unitId)
  }
  await db().$transaction(
    async tx => {
      await tx.$executeRaw`
    CREATE TEMP TABLE bench AS
    SELECT n, gen_random_uuid() AS account, gen_random_uuid() AS application, gen_random_uuid() AS version,
           (${units}::text[])[1 + n % ${UNITS}]::uuid AS unit,
           (ARRAY['江','方','沈','文','管','言','初','候'])[1 + n % 8] || (ARRAY['晓','伟','芳','明','静','强','兰','平'])[1 + (n / 8) % 8]
             || (ARRAY['一','山','雨','林','河','云','原'])[1 + n % 7] AS name,
           now() - (n || ' minutes')::interval AS at
    FROM generate_series(1, ${COUNT}) AS n`
      await tx.$executeRaw`
      INSERT INTO account (id, kind, name, phone_cipher, phone_index, password_hash)
      SELECT account, 'individual', name, '-', 'bench' || n, '-' FROM bench`
      await tx.$executeRaw`
      INSERT INTO person (account_id, doc_type, doc_cipher, doc_index, name, pinyin, initials, sex, birth_date, region_code)
      SELECT account, 'mainlandId', '-', 'bench' || n, name, 'ceshi', 'cs', '1', date '1970-01-01' + (n % 9000), '420106' FROM bench`
      await tx.$executeRaw`
      INSERT INTO application (id, number, account_id, unit_id, status, status_since, submitted_at, policy_version_id, version)
      SELECT application, 'B-' || n, account, unit, 'atBureau', at, at, ${policyVersionId}, 3 FROM bench`
      await tx.$executeRaw`
      INSERT INTO application_version (id, application_id, number, snapshot, hash, statement_version)
      SELECT version, application, 1, jsonb_build_object(
        'person', jsonb_build_object('name', name, 'unitName', '测量用研究所', 'docMask', '-', 'phoneMask', '-'),
        'sections', jsonb_build_object(
          'basic', jsonb_build_object('disciplines', jsonb_build_array('32024', '32027')),
          'titles', jsonb_build_object('none', false, 'rows', jsonb_build_array(jsonb_build_object(
            'id', gen_random_uuid(), 'kind', 'title', 'titleCode', '231', 'obtainedOn', '2015-01')))),
        'files', '[]'::jsonb), 'bench', '2026-11' FROM bench`
      await tx.$executeRaw`
      INSERT INTO expert (account_id, version_id, unit_id, unit_name, name, name_chars, pinyin, initials, sex, birth_date,
                          region_code, title_code, title_level, admitted_at)
      SELECT account, version, unit, '测量用研究所', name, string_to_array(name, NULL), 'ceshi', 'cs', '1', date '1970-01-01',
             '420106', '231', 'senior', at FROM bench`
      await tx.$executeRaw`
      INSERT INTO expert_discipline (expert_id, position, code)
      SELECT account, p.position, p.code FROM bench, (VALUES (0, '32024'), (1, '32027')) AS p(position, code)`
    },
    { timeout: 120_000 },
  )
  await db().$executeRaw`ANALYZE`
  console.log(`${COUNT} 份申请、${COUNT} 名专家`)
  await closeDb()
}

await main()
process.exit(0)
