import type { StaffActor } from '@/lib/access/actor'
import { dropDrawDraft, saveDrawDraft } from '@/lib/draw/draft.dal'
import { saveDrawDraftSchema } from '@/lib/draw/draft.schema'
import { saveRequest } from '@/lib/draw/request.dal'
import { editDraw, newDraw } from '@/lib/draw/request-edit.dal'
import { blankRequest, type RequestValues } from '@/lib/draw/request-form.rules'
import { db } from '@/lib/platform/db'
import { defaultDraw } from '@/lib/policy/draw-policy'
import { useDatabase } from '../support/database'
import {
  allowDraws,
  draftDraw,
  groupInput,
  officeNamed,
  requestedDraw,
  requesterOf,
  requestInput,
} from '../support/draws'
import { refusalOf } from '../support/units'

useDatabase()

let one: StaffActor
let other: StaffActor
beforeAll(async () => {
  await allowDraws()
  const office = await officeNamed()
  one = await requesterOf(office)
  other = await requesterOf(office)
})

/** What the browser sends: an empty box is left out of JSON. */
const put = (actor: StaffActor, version: number, change: Partial<RequestValues> = {}) =>
  saveDrawDraft(
    actor,
    saveDrawDraftSchema.parse(
      JSON.parse(JSON.stringify({ version, data: { ...blankRequest(defaultDraw), ...change } })),
    ),
  )
const opened = async (actor: StaffActor) => {
  const start = await newDraw(actor)
  return typeof start === 'string' ? start : [start.values.title, start.draft?.version ?? null]
}

test('a form that was left half way is there again, for who typed it alone, until it is saved or given up', async () => {
  expect(await put(one, 0, { title: '半份' })).toMatchObject({ saved: true, version: 1 })
  expect(await put(one, 1, { title: '大半份' })).toMatchObject({ saved: true, version: 2 })
  expect(await opened(one)).toEqual(['大半份', 2])
  expect(await opened(other)).toEqual(['', null])
  await dropDrawDraft(one, { id: null })
  expect(await opened(one)).toEqual(['', null])
  await put(one, 0, { title: '又一份' })
  await saveRequest(one, requestInput())
  expect(await opened(one)).toEqual(['', null])
})

test('two tabs do not overwrite each other unseen, nor one a request that was saved meanwhile', async () => {
  await put(one, 0, { title: '甲' })
  expect(await put(one, 0, { title: '乙' })).toMatchObject({ saved: false, version: 1, data: { title: '甲' } })
  const { id, version } = await draftDraw(one, { title: '已经保存' })
  const typed = { id, version, title: '正在改' }
  expect(await put(one, 0, typed)).toMatchObject({ saved: true })
  expect((await editDraw(one, id))!.values.title).toBe('正在改')
  await saveRequest(one, requestInput({ id, version, title: '别处保存', groups: [groupInput()] }))
  // the draft of the older request is gone, and the tab that still types is told what stands there now
  expect((await editDraw(one, id))!.values.title).toBe('别处保存')
  const answer = await put(one, 1, typed)
  expect(answer).toMatchObject({ saved: false, data: { title: '别处保存', version: version + 1 } })
  expect(await put(one, answer.version, { ...typed, version: version + 1 })).toMatchObject({ saved: true })
})

test('nothing is kept of what was sent, of somebody else, or where nothing can be asked for', async () => {
  const { request } = await requestedDraw(one)
  const sent = { id: request.id, version: request.version }
  expect((await refusalOf(put(one, 0, sent))).message).toContain('已经提交')
  const { id, version } = await draftDraw(one)
  expect((await refusalOf(put(other, 0, { id, version }))).message).toContain('只有本人可以修改')
  expect((await refusalOf(put(await requesterOf(await officeNamed()), 0, { id, version }))).code).toBe('notFound')
  expect((await refusalOf(put(await requesterOf(null), 0))).message).toContain('没有登记所在处室')
  expect(await db().drawDraft.count({ where: { place: request.id } })).toBe(0)
})
