import { applyMark, type Mark } from '@/components/notice/markdown-marks'
import { noticeValues, sameText, wordsFor } from '@/components/notice/notice-form'
import type { StaffRoleName } from '@/lib/access/actor'
import { BODY_MAX, saveNoticeSchema, TITLE_MAX, withdrawNoticeSchema } from '@/lib/notice/notice.schema'
import { whyNot } from '@/lib/workflow/machine'
import { noticeMachine } from '@/lib/workflow/notice.machine'
import { problemOf } from '../support/problem-of'

const input = { id: null, version: 0, category: 'notice', title: '标题', body: '正文', publish: false }
const fieldsWrong = (change: object) => [
  ...new Set(saveNoticeSchema.safeParse({ ...input, ...change }).error?.issues.map(issue => issue.path.join('.'))),
]

describe('what may be saved', () => {
  test('everything owed is asked for at once, each beside its field', () => {
    expect(fieldsWrong({ category: '', title: ' ', body: '\n\n' })).toEqual(['category', 'title', 'body'])
    expect(fieldsWrong({})).toEqual([])
  })
  test('lengths are counted as people count them', () => {
    expect(fieldsWrong({ title: '𠮷'.repeat(TITLE_MAX), body: '𠮷'.repeat(BODY_MAX) })).toEqual([])
    expect(fieldsWrong({ title: '字'.repeat(TITLE_MAX + 1) })).toEqual(['title'])
    expect(fieldsWrong({ body: '字'.repeat(BODY_MAX + 1) })).toEqual(['body'])
    expect(fieldsWrong({ body: 'x'.repeat(5_000_000) })).toEqual(['body'])
  })
  test('invisible signs of pasted text are dropped from the body and refused in the title', () => {
    const pasted = '\uFEFF第一段\u200B\u00AD。\r\n\r\n\t第二段\u0000\uD800\u202E'
    expect(saveNoticeSchema.parse({ ...input, body: pasted }).body).toBe('第一段。\n\n 第二段')
    expect(fieldsWrong({ body: '\u200B\u200B' })).toEqual(['body'])
    expect(fieldsWrong({ title: '标\u202E题' })).toEqual(['title'])
  })
  test.each([
    [null],
    [undefined],
    [7],
    [[]],
    [{}],
    ['x'],
    [{ ...input, id: 'x' }],
    [{ ...input, version: -1 }],
    [{ ...input, publish: 'yes' }],
  ])('whatever comes in is answered, never thrown at: %j', odd =>
    expect(saveNoticeSchema.safeParse(odd).success).toBe(false),
  )
  test('more than the form has is left out', () => {
    expect(saveNoticeSchema.parse({ ...input, status: 'published', authorId: 'x' })).toEqual(input)
  })
  test('withdrawing owes a reason', () => {
    expect(
      problemOf(withdrawNoticeSchema, { id: '0198c0de-0000-7000-8000-000000000000', version: 1, opinion: '' }),
    ).toBe('请填写撤下的原因')
  })
})

describe('who may do what in which state (trust AC7)', () => {
  const roles: StaffRoleName[] = ['bureauReviewer', 'noticeEditor', 'systemAdmin', 'securityAdmin', 'auditAdmin']
  const staff = (role: StaffRoleName) =>
    ({
      kind: 'staff',
      accountId: 'a',
      name: '测试',
      office: '科技局',
      departmentId: null,
      roles: [role],
      request: { id: 'r', address: 'x' },
    }) as const
  test('editors publish what is not public and withdraw what is; nobody else does anything', () => {
    const open = roles.flatMap(role =>
      (['draft', 'published', 'withdrawn'] as const).flatMap(status =>
        (['publish', 'withdraw'] as const).flatMap(event =>
          whyNot(noticeMachine, status, event, staff(role), {}) === null ? [`${role} ${status} ${event}`] : [],
        ),
      ),
    )
    expect(open).toEqual([
      'noticeEditor draft publish',
      'noticeEditor published withdraw',
      'noticeEditor withdrawn publish',
    ])
  })
})

describe('the buttons of the editor', () => {
  /** `‹` and `›` stand for the selection. */
  const press = (marked: string, mark: Mark) => {
    const start = marked.indexOf('‹')
    const end = marked.indexOf('›') - 1
    const text = marked.replace(/[‹›]/g, '')
    const { from, to, insert, select } = applyMark(text, start, end, mark)
    const after = text.slice(0, from) + insert + text.slice(to)
    return `${after.slice(0, select[0])}‹${after.slice(select[0], select[1])}›${after.slice(select[1])}`
  }
  test.each<[string, Mark, string]>([
    ['请‹按时›办理', 'bold', '请**‹按时›**办理'],
    ['请‹›办理', 'bold', '请**‹重点›**办理'],
    ['见‹通知›', 'link', '见[‹通知›](https://)'],
    ['一\n二‹›三\n四', 'heading', '一\n## 二三‹›\n四'],
    ['# 旧标题‹›', 'heading', '## 旧标题‹›'],
    ['‹甲\n乙›\n丙', 'bullets', '- 甲\n- 乙‹›\n丙'],
    ['甲‹\n乙\n›丙', 'numbers', '1. 甲\n2. 乙\n3. 丙‹›'],
    ['‹›', 'bullets', '- ‹›'],
  ])('%j, %s', (before, mark, after) => expect(press(before, mark)).toBe(after))
  test('a table stands on its own', () => {
    expect(press('一‹›\n二', 'table')).toBe('一\n\n| 项目 | 说明 |\n| --- | --- |\n| 内容 | 内容 |\n‹›\n二')
    expect(press('‹›', 'table')).toMatch(/^\| 项目/)
  })
})

describe('what the editor begins with and says', () => {
  const notice = {
    id: 'n',
    category: 'faq',
    categoryLabel: '常见问答',
    title: '标题',
    body: '正文',
    status: 'published',
    statusLabel: '已发布',
    publishedAt: new Date(0),
    updatedAt: new Date(0),
    authorName: '文舒',
    editorName: '文舒',
    version: 4,
    history: [],
    events: [],
  } as const
  test('values', () => {
    expect(noticeValues(null, 'notice')).toEqual({
      id: null,
      version: 0,
      category: 'notice',
      title: '',
      body: '',
      publish: false,
    })
    const values = noticeValues({ ...notice, history: [], events: [] }, '')
    expect(values).toMatchObject({ id: 'n', version: 4, category: 'faq' })
    expect(sameText(values, { ...notice, history: [], events: [], version: 9 })).toBe(true)
    expect(sameText({ ...values, body: '别的' }, { ...notice, history: [], events: [] })).toBe(false)
  })
  test('what is public is saved, not published again', () => {
    expect([wordsFor('draft').publish, wordsFor('published').publish, wordsFor('withdrawn').publish]).toEqual([
      '发布',
      null,
      '重新发布',
    ])
  })
})
