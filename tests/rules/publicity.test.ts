import fc from 'fast-check'
import { calendarWith, publishedCalendar } from '@/lib/platform/calendar'
import { chinaDay, chinaTime } from '@/lib/platform/time'
import { presets } from '@/lib/policy/presets/all'
import { fileObjectionSchema, followObjectionSchema } from '@/lib/publicity/objection.schema'
import { draftText, lastDay, publicityEnd, timeLeft } from '@/lib/publicity/publicity.rules'

const at = (text: string) => new Date(`${text}+08:00`)

test.each([
  // published, days, kind, the first instant after it, last day
  ['2026-11-21T09:00', 7, 'calendar', '2026-11-29 00:00', '2026-11-28'],
  ['2026-11-21T00:00', 7, 'calendar', '2026-11-29 00:00', '2026-11-28'],
  ['2026-11-21T23:59:59.999', 7, 'calendar', '2026-11-29 00:00', '2026-11-28'],
  ['2028-02-22T10:00', 7, 'calendar', '2028-03-01 00:00', '2028-02-29'],
  ['2026-12-31T10:00', 1, 'calendar', '2027-01-02 00:00', '2027-01-01'],
  // a Friday; five working days end the Friday after
  ['2026-11-20T10:00', 5, 'working', '2026-11-28 00:00', '2026-11-27'],
] as const)('published at %s for %i %s days: over at %s', (published, days, kind, end, last) => {
  const endsAt = publicityEnd(at(published), days, kind, publishedCalendar)
  expect([chinaTime(endsAt), lastDay(endsAt)]).toEqual([end, last])
})

test('a holiday in between makes working days longer', () => {
  const calendar = calendarWith([{ day: '2026-11-24', isWorkday: false }])
  expect(lastDay(publicityEnd(at('2026-11-20T10:00'), 5, 'working', calendar))).toBe('2026-11-30')
})

test('whenever it begins, the day of publication does not count and every later day counts whole', () => {
  const instants = fc.date({ min: at('2020-01-01T00:00'), max: at('2040-01-01T00:00'), noInvalidDate: true })
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 60 }), (published, days) => {
      const endsAt = publicityEnd(published, days, 'calendar', publishedCalendar)
      const passed = (endsAt.getTime() - at(`${chinaDay(published)}T00:00`).getTime()) / 86_400_000
      expect(passed).toBe(days + 1)
      expect(timeLeft(endsAt, published)).toBe(`还有 ${days} 天`)
      expect(timeLeft(endsAt, new Date(endsAt.getTime() - 1))).toBe('还有 1 小时')
      expect(timeLeft(endsAt, endsAt)).toBeNull()
    }),
  )
})

test('what is left is said in whole days up to the last one, and on that in hours', () => {
  const endsAt = at('2026-11-29T00:00')
  const left = (text: string) => timeLeft(endsAt, at(text))
  expect([
    left('2026-11-21T09:00'),
    left('2026-11-21T23:59'),
    left('2026-11-22T00:00'),
    left('2026-11-27T23:59'),
    left('2026-11-28T00:00'),
    left('2026-11-28T23:30'),
  ]).toEqual(['还有 7 天', '还有 7 天', '还有 6 天', '还有 1 天', '还有 24 小时', '还有 1 小时'])
})

test('the words of a new batch name the authority and its desks; the length, which the page states, they leave out', () => {
  const { title, body, contact } = draftText(presets.shaoxing, '2026-11-21')
  expect(title).toBe('绍兴市科技专家库拟入库专家公示（2026 年 11 月）')
  expect(body).toMatch(/单位和归口管理部门推荐、科技局资格审核/)
  expect(body).not.toMatch(/\d/)
  expect(contact).toContain('业务咨询')
  expect(draftText(presets.wuhan, '2026-01-05').body).not.toContain('归口管理部门')
})

const entryId = '018f0000-0000-7000-8000-000000000001'
const grounds = '该专家的职称证书与事实不符，理由如下。'

test.each([
  ['nothing chosen', {}, 'kind', '请选择以什么名义提出'],
  ['a person without a name', { kind: 'person', entryId, grounds }, 'name', '请填写姓名'],
  ['a unit without its name', { kind: 'unit', entryId, grounds }, 'unitName', '请填写单位全称'],
  ['too short', { kind: 'anonymous', entryId, grounds: '有问题' }, 'grounds', '至少'],
])('an objection that lacks something says what: %s', (_, input, field, words) => {
  const problems = fileObjectionSchema.safeParse(input).error?.issues ?? []
  expect(problems.find(issue => issue.path[0] === field)?.message).toContain(words)
})

test('a receipt is read however it was typed', () => {
  const read = (receipt: string) => followObjectionSchema.safeParse({ receipt }).data?.receipt
  for (const typed of ['ABCD-2345-EFGH-6789', 'abcd23 45efgh6789', 'ＡＢＣＤ－２３４５－ＥＦＧＨ－６７８９'])
    expect(read(typed)).toBe('ABCD-2345-EFGH-6789')
  expect(read('ABCD-2345')).toBeUndefined()
})
