import { db } from '@/lib/platform/db'
import { seed } from '@/prisma/seed'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'

useDatabase()

beforeAll(() => seed({ demo: true }))

test('the demo breaks nothing', async () => {
  expect(await brokenInvariants()).toEqual([])
})

/** Damage that the checker must see, and what undoes it. */
const damages: [sentence: string, damage: string, repair: string][] = [
  [
    '状态与办理记录的最后一步一致，版本也一致',
    `UPDATE application SET status = 'atBureau' WHERE status = 'atUnit'`,
    `UPDATE application SET status = 'atUnit' WHERE status = 'atBureau'`,
  ],
  [
    '每一次版本变化都有且只有一条审计记录',
    'UPDATE unit SET version = version + 1',
    'UPDATE unit SET version = version - 1',
  ],
  [
    '在库的都经过审核，检索用的内容与提交的一致',
    `UPDATE expert SET title_code = 'x' || title_code`,
    `UPDATE expert SET title_code = substr(title_code, 2)`,
  ],
  [
    '审核通过的都在库，依据的是审核的那个版本',
    `UPDATE expert SET version_id = gen_random_uuid()`,
    `UPDATE expert SET version_id = (SELECT v.id FROM application_version v JOIN application a ON a.id = v.application_id
      WHERE a.account_id = expert.account_id)`,
  ],
  [
    '该通知的每个决定都有一条消息，没有来历不明的消息',
    `UPDATE message SET dedupe_key = dedupe_key || '-' WHERE dedupe_key LIKE 'application:%'`,
    `UPDATE message SET dedupe_key = rtrim(dedupe_key, '-')`,
  ],
  [
    '等待发送的消息都有发送任务，任务都有消息',
    `UPDATE graphile_worker._private_jobs SET key = NULL`,
    `UPDATE graphile_worker._private_jobs SET key = payload ->> 'messageId'`,
  ],
  [
    '每次提交都留下一个版本，编号连续',
    `INSERT INTO application_version (id, application_id, number, snapshot, hash, statement_version)
      SELECT gen_random_uuid(), application_id, 9, snapshot, hash, statement_version FROM application_version`,
    `DELETE FROM application_version WHERE number = 9`,
  ],
  [
    '提交版本的校验码与内容一致',
    `UPDATE application_version SET snapshot = jsonb_set(snapshot, '{person,email}', '"a@b.c"')`,
    `UPDATE application_version SET snapshot = jsonb_set(snapshot, '{person,email}', 'null')`,
  ],
  [
    '加密的手机号码能在原处解开，与索引一致',
    `UPDATE account SET phone_index = 'x' || phone_index`,
    `UPDATE account SET phone_index = substr(phone_index, 2)`,
  ],
  [
    'public.application_section.data: 没有明文的手机号码、证件号码和验证码',
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
