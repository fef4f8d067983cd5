import { inDatabase } from './passing'

const mark = '大池'
const PEOPLE = 24_000
const UNITS = 6_000

/** A number from 0 to 99 that looks like chance, and is the same each time. */
const chance = (of: string) => `('x' || substr(md5(n || '${of}'), 1, 7))::bit(28)::int % 100`

/**
 * Puts so many people into the demo's pool, hardly two of whom are alike, that a lottery over them lasts: copies of one of
 * its experts and of his unit with another sex, age, level and nature. `emptyPool` takes them out again.
 */
export async function fillPool(): Promise<void> {
  await inDatabase(
    'demo',
    `INSERT INTO unit SELECT made.* FROM generate_series(1, $1::int) AS n,
       (SELECT u FROM unit u JOIN expert e ON e.unit_id = u.id ORDER BY e.account_id LIMIT 1) AS base,
       jsonb_populate_record(base.u, jsonb_build_object('id', gen_random_uuid(), 'name', '${mark}' || n, 'name_key', '${mark}' || n,
         'credit_code', NULL, 'no_code_reason', '${mark}', 'nature', (ARRAY['university','enterprise','institute'])[1 + n % 3])) AS made`,
    [UNITS],
  )
  await inDatabase(
    'demo',
    `WITH base AS (SELECT a, e FROM expert e JOIN account a ON a.id = e.account_id ORDER BY e.account_id LIMIT 1),
       units AS (SELECT array_agg(id ORDER BY name) AS all FROM unit WHERE name LIKE '${mark}%'),
       people AS MATERIALIZED (SELECT n, gen_random_uuid() AS id FROM generate_series(1, $1::int) AS n),
       accounts AS (INSERT INTO account SELECT made.* FROM people, base, jsonb_populate_record(base.a,
         jsonb_build_object('id', id, 'name', '${mark}' || n, 'login', NULL, 'email', NULL, 'phone_index', '${mark}' || n)) AS made)
     INSERT INTO expert SELECT made.* FROM people, base, units, jsonb_populate_record(base.e, jsonb_build_object(
       'account_id', people.id, 'name', '${mark}' || n, 'unit_id', units.all[1 + n % $2::int], 'ties_version_id', (base.e).version_id,
       'words_version_id', (base.e).version_id, 'sex', CASE WHEN ${chance('sex')} < 65 THEN '1' ELSE '2' END,
       'title_level', CASE WHEN ${chance('level')} < 60 THEN 'senior' ELSE 'associate' END,
       'birth_date', date '1958-01-01' + ((${chance('age')}) * 130))) AS made`,
    [PEOPLE, UNITS],
  )
}

/** Takes everybody out again whom `fillPool` put in. */
export async function emptyPool(): Promise<void> {
  for (const table of ['expert', 'account', 'unit'])
    await inDatabase('demo', `DELETE FROM ${table} WHERE name LIKE '${mark}%'`, [])
}

const quota = (feature: string, value: string, min: number, max: number) => ({ feature, value, min, max })

/** What a request that is not sent yet asks of its group: so much that hardly two people are as good as each other. */
export async function askForMuch(requestId: string): Promise<void> {
  const quotas = [
    quota('titleLevel', 'senior', 1, 4),
    quota('sex', '2', 1, 3),
    quota('age', '35', 0, 2),
    quota('age', '45', 0, 2),
    quota('age', '55', 0, 2),
    quota('nature', 'university', 1, 2),
    quota('nature', 'enterprise', 1, 3),
    quota('nature', 'institute', 0, 2),
  ]
  await inDatabase(
    'demo',
    'UPDATE draw_ask SET quotas = $2::jsonb WHERE round_id IN (SELECT id FROM draw_round WHERE request_id = $1)',
    [requestId, JSON.stringify(quotas)],
  )
}
