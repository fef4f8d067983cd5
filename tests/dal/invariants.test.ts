import { db } from '@/lib/platform/db'
import { seed } from '@/prisma/seed'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'

useDatabase()

beforeAll(() => seed({ demo: true }), 60_000)

test('the demo breaks nothing', async () => {
  expect(await brokenInvariants()).toEqual([])
})

/** Damage that the checker must see, and what undoes it. */
const damages: [sentence: string, damage: string, repair: string][] = [
  [
    'a status equals the last row of the history, and its version does for applications',
    `UPDATE application SET status = 'atBureau' WHERE status = 'atUnit'`,
    `UPDATE application SET status = 'atUnit' WHERE status = 'atBureau'`,
  ],
  [
    'every version of an object is explained by one audit event',
    'UPDATE unit SET version = version + 1',
    'UPDATE unit SET version = version - 1',
  ],
  [
    'whoever is in the pool was admitted, and is found by what he submitted',
    `UPDATE expert SET title_code = 'x' || title_code`,
    `UPDATE expert SET title_code = substr(title_code, 2)`,
  ],
  [
    'whoever was admitted is in the pool with the version that was decided on',
    `UPDATE expert SET version_id = gen_random_uuid()`,
    `UPDATE expert SET version_id = (SELECT v.id FROM application_version v JOIN application a ON a.id = v.application_id
      WHERE a.account_id = expert.account_id)`,
  ],
  [
    'every decision that owes a message has exactly one, and no message comes from nowhere',
    `UPDATE message SET dedupe_key = dedupe_key || '-' WHERE dedupe_key LIKE 'application:%'`,
    `UPDATE message SET dedupe_key = rtrim(dedupe_key, '-')`,
  ],
  [
    'a message that waits has its job, and a job its message',
    `UPDATE graphile_worker._private_jobs SET key = NULL`,
    `UPDATE graphile_worker._private_jobs SET key = payload ->> 'messageId'`,
  ],
  [
    'every submission froze one version, numbered without a gap',
    `INSERT INTO application_version (id, application_id, number, snapshot, hash, statement_version)
      SELECT gen_random_uuid(), application_id, 9, snapshot, hash, statement_version FROM application_version`,
    `DELETE FROM application_version WHERE number = 9`,
  ],
  [
    'the hash is that of the frozen content',
    `UPDATE application_version SET snapshot = jsonb_set(snapshot, '{person,email}', '"a@b.c"')`,
    `UPDATE application_version SET snapshot = jsonb_set(snapshot, '{person,email}', 'null')`,
  ],
  [
    'the encrypted value opens in its place and fits its index',
    `UPDATE account SET phone_index = 'x' || phone_index`,
    `UPDATE account SET phone_index = substr(phone_index, 2)`,
  ],
  [
    'public.application_section.data: holds no personal number in clear',
    `UPDATE application_section SET data = jsonb_set(data, '{x}', to_jsonb('电话1990000' || '1234，'))`,
    `UPDATE application_section SET data = data - 'x'`,
  ],
]

test.each(damages)('%s', async (sentence, damage, repair) => {
  await db().$executeRawUnsafe(damage)
  const broken = await brokenInvariants()
  await db().$executeRawUnsafe(repair)
  expect(broken.filter(line => line.endsWith(sentence))).not.toEqual([])
  expect(await brokenInvariants()).toEqual([])
})
