import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { countExperts, searchExperts, viewExpert } from '@/lib/expert/pool.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { initialsOf, pinyinOf } from '@/lib/platform/pinyin'
import { renameUnit } from '@/lib/unit/rename.dal'
import { Prisma } from '@/prisma/generated/client'
import { expertOf, type Profile } from '../support/applications'
import { makeManager } from '../support/calls'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()

let unit: UnitActor
let reviewer: StaffActor

/** Made-up people: name, title, disciplines. */
const people: [string, Pick<Profile, 'title' | 'disciplines'>][] = [
  ['单雄', { title: '231', disciplines: ['32027'] }],
  ['单雄飞', { title: '232', disciplines: ['3202710', '110'] }],
  ['欧阳雨', { title: '011', disciplines: ['1102110'] }],
  ['𠮷野', { title: '012', disciplines: ['11021'] }],
  ['阿依·古丽', { title: '011', disciplines: ['320'] }],
  ['吕布衣', { title: '012', disciplines: ['410'] }],
  ['Smith Anna', { title: '011', disciplines: ['410'] }],
]

beforeAll(async () => {
  unit = await unitOf('active', '示范（江城）第一医院')
  reviewer = await makeReviewer('沈鉴')
  for (const [name, profile] of people) await expertOf(unit, reviewer, { name, ...profile })
})

const namesFor = async (filter: object) => {
  const { rows } = await searchExperts(reviewer, { ...filter, size: 50 })
  expect(await countExperts(reviewer, filter)).toEqual({ count: rows.length, more: false })
  return rows.map(row => row.name).sort()
}

describe('by name', () => {
  test.each([
    ['one character', '单', ['单雄', '单雄飞']],
    ['a character in the middle', '雄', ['单雄', '单雄飞']],
    ['two characters', '雄飞', ['单雄飞']],
    ['the whole name', '单雄飞', ['单雄飞']],
    ['characters in another order', '飞雄', []],
    ['a blank between', '欧阳 雨', ['欧阳雨']],
    ['a character outside the basic plane', '𠮷', ['𠮷野']],
    ['half of such a character', '\ud842', []],
    ['a name with a dot, any dot', '阿依•古丽', ['阿依·古丽']],
    ['the reading of a surname', 'shan', ['单雄', '单雄飞']],
    ['pinyin', 'ouyangyu', ['欧阳雨']],
    ['pinyin with blanks and capitals', 'Ou Yang Yu', ['欧阳雨']],
    ['ü', 'lü', ['吕布衣']],
    ['v for ü', 'lvbuyi', ['吕布衣']],
    ['initials', 'sxf', ['单雄飞']],
    ['initials in full width', 'ｓｘ', ['单雄', '单雄飞']],
    ['a Latin name', 'smith', ['Smith Anna']],
    ['the second part of a Latin name', 'Anna', ['Smith Anna']],
    ['a percent sign', '%', []],
    ['an underscore', '_', []],
    ['a backslash', '\\', []],
    ['a quote', "'", []],
    ['letters with a wildcard', 's%', []],
  ])('%s: %s', async (_, name, expected) => {
    expect(await namesFor({ name })).toEqual([...expected].sort())
  })
})

describe('by what else is known', () => {
  test('the unit, however its name is written, by pinyin, initials, or by the name it had then', async () => {
    for (const part of ['江城', '(江城）第一', ' 第一 医院', 'shifanjiangcheng', 'SFJC'])
      expect(await namesFor({ unit: part })).toHaveLength(7)
    for (const part of ['材料', '%', '_', 'jiangcheng']) expect(await namesFor({ unit: part })).toEqual([])
    const { version } = await db().unit.findUniqueOrThrow({ where: { id: unit.unitId } })
    const manager = await makeManager('管名')
    await renameUnit(manager, { id: unit.unitId, version, name: '示范医科大学附属医院', reason: '经批准更名。' })
    expect(await namesFor({ unit: '附属' })).toHaveLength(7)
    expect(await namesFor({ unit: '江城' })).toHaveLength(7)
  })

  test('a discipline with everything below it', async () => {
    expect(await namesFor({ discipline: '320' })).toEqual(['单雄', '单雄飞', '阿依·古丽'].sort())
    expect(await namesFor({ discipline: '32027' })).toEqual(['单雄', '单雄飞'].sort())
    expect(await namesFor({ discipline: '3202710' })).toEqual(['单雄飞'])
    expect(await namesFor({ discipline: '110' })).toEqual(['单雄飞', '欧阳雨', '𠮷野'].sort())
    expect(await namesFor({ discipline: '999' })).toEqual([])
  })

  test('title and level, and several conditions together', async () => {
    expect(await namesFor({ title: '011' })).toEqual(['Smith Anna', '欧阳雨', '阿依·古丽'].sort())
    expect(await namesFor({ level: ['associate'] })).toEqual(['单雄飞', '吕布衣', '𠮷野'].sort())
    expect(await namesFor({ level: ['senior'], discipline: '110', name: 'oyy' })).toEqual(['欧阳雨'])
    expect(await namesFor({ level: ['senior'], discipline: '110', name: '单' })).toEqual([])
  })
})

test('a row says who, where and what, and holds no number of any kind', async () => {
  const [row] = (await searchExperts(reviewer, { name: '单雄飞', size: 1 })).rows
  expect(row).toEqual({
    id: expect.any(String),
    name: '单雄飞',
    sex: '男',
    unitName: '示范医科大学附属医院',
    title: '副主任医师',
    titleLevel: '副高级',
    disciplines: ['普通外科学', '数学'],
    region: '武汉市武昌区',
    status: 'active',
    statusLabel: '在库',
    admittedAt: expect.any(Date),
    activatedAt: expect.any(Date),
    loggedIn: expect.any(Boolean),
    credit: null,
  })
  const { id, admittedAt, activatedAt, ...shown } = row!
  expect(JSON.stringify(shown)).not.toMatch(/\d/)
})

test('one expert: the version he was admitted with, masked, and the way back to his application', async () => {
  const [row] = (await searchExperts(reviewer, { name: '单雄飞', size: 1 })).rows
  const view = await viewExpert(reviewer, row!.id)
  expect(view.snapshot.person).toMatchObject({ name: '单雄飞', docMask: expect.stringMatching(/^9\*+[\dX]$/) })
  expect(view.history.at(-1)).toMatchObject({ label: '审核通过', who: '沈鉴' })
  expect(await db().application.findUniqueOrThrow({ where: { id: view.applicationId! } })).toMatchObject({
    accountId: row!.id,
    number: view.applicationNumber,
  })
  for (const id of [newId(), 'x', view.applicationId!])
    expect(await refusalOf(viewExpert(reviewer, id))).toMatchObject({ code: 'notFound' })
  expect(await brokenInvariants()).toEqual([])
})

describe('with 10,000 experts', () => {
  const surnames = ['江', '方', '沈', '文', '管', '言', '初', '候', '单', '欧阳']
  const given = ['晓', '伟', '芳', '明', '静', '强', '兰', '平', '雄']
  const last = ['一', '山', '雨', '林', '河', '云', '原']

  beforeAll(async () => {
    const [template] = (await searchExperts(reviewer, { name: '单雄飞', size: 1 })).rows
    const names = Array.from({ length: 10_000 }, (_, n) => surnames[n % 10]! + given[n % 9] + last[n % 7])
    const column = <T>(of: (name: string, n: number) => T) => names.map(of)
    // Set-based, because only the pool's own tables matter here; some share an instant.
    await db().$executeRaw`
      INSERT INTO account (id, kind, name, phone_cipher, phone_index, password_hash)
      SELECT id::uuid, 'individual', name, '-', 'many' || n, '-' FROM unnest(
        ${column(() => newId())}::text[], ${names}::text[]) WITH ORDINALITY AS t(id, name, n)`
    await db().$executeRaw`
      INSERT INTO expert (account_id, version_id, unit_id, unit_name, name, name_chars, pinyin, initials, sex, region_code,
                          title_code, title_level, admitted_at)
      SELECT a.id, e.version_id, e.unit_id, e.unit_name, t.name, string_to_array(t.name, NULL), t.pinyin, t.initials, '1',
             e.region_code, e.title_code, e.title_level, date_trunc('second', now()) - (n / 3) * interval '1 minute'
      FROM unnest(${names}::text[], ${column(name => pinyinOf(name, 'person'))}::text[],
                  ${column(name => initialsOf(name, 'person'))}::text[]) WITH ORDINALITY AS t(name, pinyin, initials, n)
      JOIN account a ON a.phone_index = 'many' || n, expert e WHERE e.account_id = ${template!.id}::uuid`
    await db().$executeRaw`
      INSERT INTO expert_discipline (expert_id, position, code)
      SELECT e.account_id, 0, '32024' FROM expert e WHERE NOT EXISTS
        (SELECT 1 FROM expert_discipline d WHERE d.expert_id = e.account_id)`
    await db().$executeRaw`ANALYZE`
  })

  test('they are counted up to 10,000 and then said to be more', async () => {
    expect(await countExperts(reviewer, {})).toEqual({ count: 10_000, more: true })
    expect(await countExperts(reviewer, { name: '单' })).toEqual({ count: 1002, more: false })
  })

  test.each(['desc', 'asc'] as const)('paging shows everybody once, in the order of entry (%s)', async order => {
    const seen: { id: string; at: number }[] = []
    let after: string | null = null
    do {
      const page = await searchExperts(reviewer, { size: 100, name: '单', order, after })
      seen.push(...page.rows.map(row => ({ id: row.id, at: row.admittedAt.getTime() })))
      after = page.next
    } while (after)
    expect(new Set(seen.map(row => row.id)).size).toBe(1002)
    const times = seen.map(row => row.at)
    expect(times).toEqual([...times].sort((a, b) => (order === 'asc' ? a - b : b - a)))
  })

  test('what an address may hold instead of a cursor is the first page', async () => {
    const first = await searchExperts(reviewer, { size: 5 })
    for (const after of ['x', '1_x', "1_' OR 1=1", '9'.repeat(400)])
      expect(await searchExperts(reviewer, { size: 5, after })).toEqual(first)
  })

  /** The indexes a search would use if sequential scans cost much more, as they do with ten times the rows. */
  async function indexesFor(condition: Prisma.Sql): Promise<string> {
    const plan = await db().$transaction(async tx => {
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`
      return tx.$queryRaw<{ 'QUERY PLAN': string }[]>`EXPLAIN SELECT count(*) FROM expert e WHERE ${condition}`
    })
    return plan.map(line => line['QUERY PLAN']).join('\n')
  }

  test('the conditions of the search are served by indexes', async () => {
    const two = Prisma.sql`(e.name_chars @> ${['雄', '飞']}::text[] AND e.name LIKE ${'%雄飞%'})`
    expect(await indexesFor(two)).toContain('expert_name_chars')
    expect(await indexesFor(Prisma.sql`e.pinyin LIKE ${'shanx%'}`)).toContain('expert_pinyin_prefix')
    expect(await indexesFor(Prisma.sql`e.initials LIKE ${'sx%'}`)).toContain('expert_initials_prefix')
    expect(await indexesFor(Prisma.sql`e.title_code = ${'011'}`)).toContain('expert_title_code_idx')
  })

  test('each search answers with as many as it counts, whatever is asked', async () => {
    const filters = [
      {},
      { name: '单' },
      { name: '雄飞' },
      { name: '%' },
      { name: 's' },
      { name: 'shan xiong' },
      { unit: '江城' },
      { unit: '没有' },
      { discipline: '320' },
      { title: '999' },
      { name: '单', unit: '江', discipline: '110', level: ['senior'] },
    ]
    for (const filter of filters) {
      const [page, count] = await Promise.all([
        searchExperts(reviewer, { ...filter, size: 100 }),
        countExperts(reviewer, filter),
      ])
      expect([filter, page.rows.length]).toEqual([filter, Math.min(count.count, 100)])
    }
  })
})
