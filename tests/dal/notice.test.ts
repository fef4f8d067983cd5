import { randomUUID } from 'node:crypto'
import type { StaffActor } from '@/lib/access/actor'
import { countNotices, listNotices, saveNotice, viewNotice, withdrawNotice } from '@/lib/notice/notice.dal'
import { publishedNotice } from '@/lib/notice/notice.public.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { makeEditor, noticeInput, publishNotice, writeNotice } from '../support/notices'
import { makeReviewer, outcomes, refusalOf, times, unitOf, visitor } from '../support/units'

useDatabase()

const noon = new Date('2026-11-20T04:00:00Z')
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)

let editor: StaffActor
let colleague: StaffActor
beforeAll(async () => {
  editor = await makeEditor('文舒')
  colleague = await makeEditor('齐墨')
})
beforeEach(() => setClock(noon))
afterEach(async () => {
  setClock(null)
  expect(await brokenInvariants()).toEqual([])
})

const stored = (id: string) => db().notice.findUniqueOrThrow({ where: { id } })
const historyOf = async (id: string) =>
  (await db().statusHistory.findMany({ where: { subjectId: id }, orderBy: { subjectVersion: 'asc' } })).map(
    step => `${step.event} ${step.fromStatus ?? '-'}→${step.toStatus} v${step.subjectVersion}`,
  )
const auditOf = async (id: string) =>
  (await db().auditEvent.findMany({ where: { objectId: id }, orderBy: { id: 'asc' } })).map(
    event => `${event.action} ${event.result}`,
  )

describe('who writes', () => {
  test('only editors; for everybody else a notice does not exist, and the attempt is kept', async () => {
    const { id } = await writeNotice(editor)
    const strangers = [await makeReviewer('沈鉴'), await unitOf('active')]
    for (const actor of strangers) {
      const tries = [
        listNotices(actor, { size: 20, sort: 'desc' }),
        countNotices(actor, {}),
        viewNotice(actor, id),
        saveNotice(actor, noticeInput()),
        saveNotice(actor, noticeInput({ id })),
        withdrawNotice(actor, { id, version: 0, opinion: '试试' }),
      ]
      for (const attempt of tries) expect((await refusalOf(attempt)).code).toBe('notFound')
    }
    expect((await refusalOf(viewNotice(visitor(), id))).code).toBe('signedOut')
    expect((await auditOf(id)).filter(event => event === 'notice.write denied')).toHaveLength(7)
    expect((await stored(id)).version).toBe(0)
  })

  test('an id that is none, or nobody’s, is not found and looks alike', async () => {
    const answers = await Promise.all(
      ['', 'x', "'; --", randomUUID(), `${randomUUID()}\0`].map(id => refusalOf(viewNotice(editor, id))),
    )
    expect(new Set(answers.map(refusal => `${refusal.code} ${refusal.message}`)).size).toBe(1)
  })
})

describe('draft, publish, withdraw', () => {
  test('a draft is the editors’ own until it is published; each step is kept with who and when', async () => {
    const { id, version } = await writeNotice(editor)
    expect(await publishedNotice(id)).toBeNull()
    setClock(later(10))
    const published = await saveNotice(colleague, noticeInput({ id, version, title: '核对通知', publish: true }))
    expect(await publishedNotice(id)).toMatchObject({ title: '核对通知', publishedAt: later(10) })
    const view = await viewNotice(editor, id)
    expect(view).toMatchObject({
      statusLabel: '已发布',
      authorName: '文舒',
      editorName: '齐墨',
      version: published.version,
    })
    expect(view.history.map(step => `${step.who} ${step.label}`)).toEqual(['文舒 新建', '齐墨 发布'])
    expect(await historyOf(id)).toEqual(['create -→draft v0', 'publish draft→published v2'])
    expect(await auditOf(id)).toEqual(['notice.create done', 'notice.edit done', 'notice.publish done'])
  })

  test('what is public changes in place and keeps its day; withdrawn it is gone, and comes back with a new day', async () => {
    const { id, version } = await publishNotice(editor)
    setClock(later(24 * 60))
    const edited = await saveNotice(editor, noticeInput({ id, version, body: '更正。', publish: true }))
    expect(await publishedNotice(id)).toMatchObject({ body: '更正。', publishedAt: noon })
    const gone = await withdrawNotice(editor, { id, version: edited.version, opinion: '日期有误' })
    expect(await publishedNotice(id)).toBeNull()
    expect((await viewNotice(editor, id)).history.at(-1)).toMatchObject({ to: 'withdrawn', opinion: '日期有误' })
    setClock(later(48 * 60))
    await saveNotice(editor, noticeInput({ id, version: gone.version, publish: true }))
    expect(await publishedNotice(id)).toMatchObject({ publishedAt: later(48 * 60) })
  })

  test('what is not public cannot be withdrawn', async () => {
    const { id, version } = await writeNotice(editor)
    const refusal = await refusalOf(withdrawNotice(editor, { id, version, opinion: '试试' }))
    expect(refusal).toMatchObject({ code: 'refused', message: '当前状态是「草稿」，不能进行这一步。' })
  })

  test('a category the policy does not have is an error beside the field', async () => {
    const refusal = await refusalOf(saveNotice(editor, noticeInput({ category: 'nosuch' })))
    expect(refusal.fieldErrors).toEqual({ category: ['这个栏目已经停用，请另选一个栏目'] })
  })
})

describe('two editors at once', () => {
  test('a stale save changes nothing and says who was first and when', async () => {
    const { id, version } = await writeNotice(editor)
    setClock(later(5))
    await saveNotice(colleague, noticeInput({ id, version, body: '齐墨写的' }))
    setClock(later(6))
    for (const publish of [false, true]) {
      const refusal = await refusalOf(saveNotice(editor, noticeInput({ id, version, body: '文舒写的', publish })))
      expect(refusal.code).toBe('conflict')
      expect(refusal.message).toContain('齐墨已于 2026-11-20 12:05 保存过')
    }
    expect(await stored(id)).toMatchObject({ body: '齐墨写的', status: 'draft', version: 1, publishedAt: null })
  })

  test('of twenty saves of one version exactly one holds', async () => {
    const { id, version } = await writeNotice(editor)
    const { done, failed } = await outcomes(
      times(20, n =>
        saveNotice(n % 2 ? editor : colleague, noticeInput({ id, version, body: `第 ${n} 稿`, publish: true })),
      ),
    )
    expect([done.length, failed.length]).toEqual([1, 19])
    expect(await historyOf(id)).toHaveLength(2)
  })

  test('withdrawn twice at once: one does it, the other learns who and when', async () => {
    const { id, version } = await publishNotice(editor)
    const { done, failed } = await outcomes(
      times(6, n => withdrawNotice(n % 2 ? editor : colleague, { id, version, opinion: '重复' })),
    )
    expect([done.length, failed.length]).toEqual([1, 5])
    for (const reason of failed) expect(String(reason)).toMatch(/示范市科技局(文舒|齐墨)已于 2026-11-20 12:00 办理/)
  })

  test('a double click writes one notice', async () => {
    const key = randomUUID()
    const twice = { ...editor, request: { ...editor.request, key, hash: 'same' } }
    const title = '只写一次的通知'
    const answers = await Promise.all(times(5, () => saveNotice(twice, noticeInput({ title, publish: true }))))
    expect(new Set(answers.map(answer => answer.id)).size).toBe(1)
    expect(await db().notice.count({ where: { title } })).toBe(1)
  })

  test('if the audit cannot be written, nothing is published (DU8)', async () => {
    const { id, version } = await writeNotice(editor)
    await db().$executeRaw`ALTER TABLE audit_event ADD CONSTRAINT full_up CHECK (action <> 'notice.publish') NOT VALID`
    try {
      await expect(saveNotice(editor, noticeInput({ id, version, publish: true }))).rejects.toThrow()
    } finally {
      await db().$executeRaw`ALTER TABLE audit_event DROP CONSTRAINT full_up`
    }
    expect(await stored(id)).toMatchObject({ status: 'draft', version: 0, publishedAt: null })
  })
})

describe('the editors’ list', () => {
  test('filters by state, category and words; the newest saved first; counts what it lists', async () => {
    const title = `清单${randomUUID().slice(0, 8)}`
    setClock(later(1))
    await writeNotice(editor, { title: `${title}甲` })
    setClock(later(2))
    await publishNotice(editor, { title: `${title}乙 100%`, category: 'faq' })
    const list = async (query: object) =>
      (await listNotices(editor, { size: 20, sort: 'desc', text: title, ...query })).rows.map(row => row.title.at(-1))
    expect(await list({})).toEqual(['%', '甲'])
    expect(await list({ sort: 'asc' })).toEqual(['甲', '%'])
    expect(await list({ status: ['draft'] })).toEqual(['甲'])
    expect(await list({ category: ['faq'] })).toEqual(['%'])
    expect(await list({ text: `${title}%` })).toEqual([])
    expect(await list({ text: '乙 100%' })).toEqual(['%'])
    expect(await countNotices(editor, { text: title })).toBe(2)
  })
})
