import type { StaffActor } from '@/lib/access/actor'
import { saveNotice, withdrawNotice } from '@/lib/notice/notice.dal'
import { latestNotices, listPublishedNotices, publishedNotice } from '@/lib/notice/notice.public.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { useDatabase } from '../support/database'
import { makeEditor, noticeInput, publishNotice, writeNotice } from '../support/notices'
import { xssCorpus } from '../support/xss-corpus'

useDatabase()

const noon = new Date('2026-11-20T04:00:00Z')
const at = (minutes: number) => setClock(new Date(noon.getTime() + minutes * 60_000))

let editor: StaffActor
beforeAll(async () => {
  editor = await makeEditor('文舒')
})
beforeEach(() => at(0))
afterEach(async () => {
  setClock(null)
  await db().notice.deleteMany()
})

const titles = async (query: Partial<Parameters<typeof listPublishedNotices>[0]> = {}) =>
  (await listPublishedNotices({ size: 20, ...query })).rows.map(row => row.title)

test('drafts and withdrawn notices are in no public answer, by whatever way they are asked for', async () => {
  const shown = await publishNotice(editor, { title: '公开的' })
  const draft = await writeNotice(editor, { title: '草稿里的' })
  at(1)
  const gone = await publishNotice(editor, { title: '撤下的' })
  await withdrawNotice(editor, { id: gone.id, version: gone.version, opinion: '有误' })
  expect(await titles()).toEqual(['公开的'])
  expect(await titles({ text: '草稿' })).toEqual([])
  expect(await titles({ category: 'notice', text: '撤下' })).toEqual([])
  expect((await latestNotices(5)).flatMap(column => column.items.map(item => item.title))).toEqual(['公开的'])
  for (const { id } of [draft, gone]) expect(await publishedNotice(id)).toBeNull()
  expect(await publishedNotice(shown.id)).toMatchObject({ title: '公开的', newer: null, older: null })
})

test('a published notice tells its text and day, and nothing about who wrote it', async () => {
  const { id } = await publishNotice(editor)
  expect(await publishedNotice(id)).toEqual({
    id,
    category: 'notice',
    categoryLabel: '通知公告',
    title: '关于开展信息核对的通知',
    body: '请于**月底前**核对。',
    publishedAt: noon,
    newer: null,
    older: null,
  })
})

test('what is no id finds nothing and harms nothing', async () => {
  for (const id of ['', 'x', "1' OR '1'='1", '../..', '\0', 'f'.repeat(5000), '00000000-0000-0000-0000-000000000000'])
    expect(await publishedNotice(id)).toBeNull()
})

test('the home page gets the newest of each category, in the order of the policy, empty ones too', async () => {
  for (let n = 1; n <= 4; n++) {
    at(n)
    await publishNotice(editor, { title: `通知 ${n}` })
    await publishNotice(editor, { title: `问答 ${n}`, category: 'faq' })
  }
  const columns = await latestNotices(3)
  expect(columns.map(column => column.label)).toEqual(wuhan.portal.noticeCategories.map(category => category.label))
  expect(columns.map(column => column.items.map(item => item.title))).toEqual([
    ['通知 4', '通知 3', '通知 2'],
    [],
    ['问答 4', '问答 3', '问答 2'],
    [],
  ])
})

test('a category that the policy dropped keeps its notices readable', async () => {
  const { id } = await publishNotice(editor)
  await db().notice.update({ where: { id }, data: { category: 'gone' } })
  expect(await publishedNotice(id)).toMatchObject({ categoryLabel: '其他' })
  expect(await titles()).toEqual(['关于开展信息核对的通知'])
})

test('pages follow each other without gap or double, also where many came at the same instant', async () => {
  for (const minute of [0, 0, 0, 0, 1, 2, 2, 3]) {
    at(minute)
    await publishNotice(editor)
  }
  const seen: string[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listPublishedNotices>> = await listPublishedNotices({ size: 3, after })
    seen.push(...page.rows.map(row => row.id))
    after = page.next
  } while (after)
  const wanted = await db().notice.findMany({
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  expect(seen).toEqual(wanted.map(notice => notice.id))
  for (const cursor of ['x', '1_x', '9'.repeat(400), '999999999999999_00000000-0000-0000-0000-000000000000'])
    expect((await listPublishedNotices({ size: 3, after: cursor })).rows.length).toBeLessThanOrEqual(3)
})

test('search is in titles, for all words, with signs taken as signs', async () => {
  for (const title of ['2027 年度申报指南', '申报指南 AI 专项_100%', '常见问答'])
    await publishNotice(editor, { title, body: '正文里有：公示' })
  const found = async (text: string) => (await titles({ text })).length
  expect([
    await found('指南'),
    await found('申报 专项'),
    await found('专项 申报'),
    await found('ai'),
    await found('公示'),
  ]).toEqual([2, 1, 1, 1, 0])
  expect([await found('%'), await found('_'), await found('\\'), await found('申%南'), await found("'")]).toEqual([
    1, 1, 0, 0, 0,
  ])
  expect([await found(''), await found('   '), await found('问'.repeat(50))]).toEqual([3, 3, 0])
})

test('the neighbours are the next ones of the same category in both directions', async () => {
  const ids: string[] = []
  for (const [minute, category] of [
    [0, 'notice'],
    [0, 'notice'],
    [1, 'faq'],
    [2, 'notice'],
  ] as const) {
    at(minute)
    ids.push((await publishNotice(editor, { category, title: `第 ${ids.length} 条` })).id)
  }
  const [a, b] = [ids[0]!, ids[1]!].sort()
  expect(await publishedNotice(ids[3]!)).toMatchObject({ newer: null, older: { id: b } })
  expect(await publishedNotice(b!)).toMatchObject({ newer: { id: ids[3] }, older: { id: a } })
  expect(await publishedNotice(a!)).toMatchObject({ newer: { id: b }, older: null })
  expect(await publishedNotice(ids[2]!)).toMatchObject({ newer: null, older: null })
})

test('hostile text is stored as the text it is, and comes back unchanged', async () => {
  const body = xssCorpus.join('\n\n').replace(/\p{Cc}(?<!\n)/gu, '')
  const title = '<script>xss()</script>"><img src=x onerror=xss()>'
  const { id, version } = await publishNotice(editor, { title, body })
  await saveNotice(editor, noticeInput({ id, version, title, body, publish: true }))
  expect(await publishedNotice(id)).toMatchObject({ title, body })
})
