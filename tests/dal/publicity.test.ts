import type { StaffActor } from '@/lib/access/actor'
import { viewApplication } from '@/lib/application/review.dal'
import { withdrawApplication } from '@/lib/application/submit.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { createPublicity, dropPublicity, gatherMore, removeEntry, savePublicity } from '@/lib/publicity/batch.dal'
import { finishPublicity } from '@/lib/publicity/finish.dal'
import { openBatches, publicBatch, publicBatches } from '@/lib/publicity/publicity.public.dal'
import { viewPublicity } from '@/lib/publicity/view.dal'
import { applicantAtUnit, decide, messagesOf, versionOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import {
  job,
  judge,
  manager,
  objection,
  proposed,
  published,
  reviewer,
  save,
  statusOf,
  unit,
  usePublicityCast,
  words,
} from '../support/publicity'
import { makeReviewer, outcomes, refusalOf, times } from '../support/units'

useDatabase()
usePublicityCast()

test('the whole way: gathered, published, seven whole days, into the pool by itself; the page then names nobody', async () => {
  const people = [await proposed('甲辰'), await proposed('乙巳'), await proposed('丙午')]
  const { id } = await createPublicity(manager)
  expect((await viewPublicity(reviewer, id)).entries.map(one => one.name).sort()).toEqual(
    ['丙午', '乙巳', '甲辰'].sort(),
  )
  expect([await publicBatch(id), await openBatches()]).toEqual([null, []])
  setClock(new Date('2027-11-21T15:00:00+08:00'))
  await save(id, true)
  const batch = (await publicBatch(id))!
  expect(batch).toMatchObject({ number: '2027-001', lastDay: '2027-11-28', days: '7 天', count: 3, left: '还有 7 天' })
  expect(Object.keys(batch.entries[0]!).sort()).toEqual(['disciplines', 'id', 'name', 'title', 'unitName'])
  expect((await messagesOf(people[0]!)).map(one => one.template)).toContain('publicity.published')
  setClock(new Date('2027-11-28T23:59:59.999+08:00'))
  expect(await finishPublicity(job)).toBe(0)
  expect(await statusOf(people[0]!)).toBe('published')
  setClock(new Date('2027-11-29T00:00:00+08:00'))
  const runs = await Promise.all([finishPublicity(job), finishPublicity(job)])
  expect(runs[0]! + runs[1]!).toBe(3)
  expect(await finishPublicity(job)).toBe(0)
  for (const person of people) {
    expect(await statusOf(person)).toBe('admitted')
    expect(await db().expert.count({ where: { accountId: person.accountId } })).toBe(1)
    expect((await messagesOf(person)).filter(one => one.template === 'application.admitted')).toHaveLength(1)
  }
  expect(await publicBatch(id)).toMatchObject({ left: null, admitted: 3, count: 3, entries: [] })
  expect((await publicBatches({ size: 5 })).rows[0]).toMatchObject({ id, left: null })
  expect(await viewPublicity(reviewer, id)).toMatchObject({ status: 'closed', statusLabel: '公示结束' })
  expect(await brokenInvariants()).toEqual([])
})

test('it cannot end early by any route: not by a desk, not by the job, not in the database itself (trust DU11)', async () => {
  const person = await proposed()
  const batch = await published(person)
  for (const event of ['approve', 'recommend'] as const)
    expect(await refusalOf(decide(reviewer, person, event))).toMatchObject({ code: 'refused' })
  expect((await viewApplication(reviewer, person.applicationId)).events).toEqual([])
  expect(await finishPublicity(job)).toBe(0)
  const set = (sql: string) => db().$executeRawUnsafe(sql)
  const own = `WHERE id = '${person.applicationId}'`
  await expect(set(`UPDATE application SET status = 'admitted', status_since = now() ${own}`)).rejects.toThrow(
    'not over',
  )
  for (const change of [
    'ends_at = now()',
    'days = 1',
    "title = 'x'",
    "status = 'closed', status_since = now()",
    "status = 'draft'",
  ])
    await expect(set(`UPDATE publicity_batch SET ${change} WHERE id = '${batch.id}'`)).rejects.toThrow()
  await expect(set(`DELETE FROM publicity_entry WHERE batch_id = '${batch.id}'`)).rejects.toThrow()
  await expect(set(`UPDATE publicity_entry SET name = 'x' WHERE batch_id = '${batch.id}'`)).rejects.toThrow()
  // nor out of 拟入库, past 公示
  const other = await proposed()
  await expect(
    set(`UPDATE application SET status = 'admitted', status_since = now() WHERE id = '${other.applicationId}'`),
  ).rejects.toThrow('not over')
  expect(await statusOf(person)).toBe('published')
})

test('somebody who cannot be finished keeps nobody back', async () => {
  const [broken, fine] = [await proposed(), await proposed()]
  const batch = await published(broken, fine)
  const { phoneCipher } = await db().account.findUniqueOrThrow({ where: { id: broken.accountId } })
  await db().account.update({ where: { id: broken.accountId }, data: { phoneCipher: 'v1:unreadable' } })
  setClock(new Date(batch.endsAt!.getTime()))
  const said = jest.spyOn(log, 'error').mockImplementation(() => undefined)
  await finishPublicity(job)
  expect(said.mock.calls.map(call => call[0])).toContainEqual(
    expect.objectContaining({ application: broken.applicationId }),
  )
  expect([await statusOf(broken), await statusOf(fine)]).toEqual(['published', 'admitted'])
  said.mockRestore()
  await db().account.update({ where: { id: broken.accountId }, data: { phoneCipher } })
  expect(await finishPublicity(job)).toBe(1)
})

test('four eyes: who approved somebody does not publish him; taken off, the others go', async () => {
  const both: StaffActor = { ...(await makeReviewer('方衡')), roles: ['bureauReviewer', 'bureauManager'] }
  const mine = await applicantAtUnit(unit, { name: '丁未' })
  await decide(unit, mine, 'recommend')
  await decide(both, mine, 'approve')
  const theirs = await proposed()
  const { id } = await createPublicity(both)
  const refusal = await refusalOf(save(id, true, both))
  expect(refusal.message).toMatch(/^丁未由您本人审核通过/)
  expect(await statusOf(theirs)).toBe('proposed')
  const entry = (await viewPublicity(both, id)).entries.find(one => one.name === '丁未')!
  await removeEntry(both, { id, entryId: entry.id })
  await save(id, true, both)
  expect([await statusOf(mine), await statusOf(theirs)]).toEqual(['proposed', 'published'])
})

test('who takes his application back falls out of a draft and off the page; a dropped draft sets its people free', async () => {
  const [stays, leaves] = [await proposed(), await proposed()]
  await dropPublicity(manager, { id: (await createPublicity(manager)).id, version: 0 })
  const { id } = await createPublicity(manager)
  const shown = async () => (await publicBatch(id))!.entries.map(one => one.name)
  await withdrawApplication(leaves, { applicationId: leaves.applicationId })
  const late = await proposed()
  expect((await viewPublicity(manager, id)).waiting).toBe(1)
  await gatherMore(manager, { id })
  await save(id, true)
  expect(await shown()).toEqual(expect.arrayContaining([stays.name, late.name]))
  expect(await shown()).not.toContain(leaves.name)
  await withdrawApplication(late, { applicationId: late.applicationId })
  expect(await shown()).not.toContain(late.name)
  expect(await statusOf(stays)).toBe('published')
  const again = await proposed()
  const draft = await createPublicity(manager)
  expect(await refusalOf(createPublicity(manager))).toMatchObject({ code: 'refused' })
  await dropPublicity(manager, { id: draft.id, version: 0 })
  const next = await createPublicity(manager)
  expect((await viewPublicity(manager, next.id)).entries.map(one => one.applicationId)).toEqual([again.applicationId])
  await dropPublicity(manager, { id: next.id, version: 0 })
})

test('20 at once: one publishes, two managers share nobody, an objection and the end do not both win', async () => {
  const people = await Promise.all(times(4, () => proposed()))
  const both = await outcomes(times(6, () => createPublicity(manager)))
  const drafts = await db().publicityBatch.findMany({ where: { status: 'draft' }, include: { entries: true } })
  expect(both.done).toHaveLength(drafts.length)
  expect(
    drafts.flatMap(one => one.entries).filter(one => people.some(p => p.applicationId === one.applicationId)),
  ).toHaveLength(4)
  for (const one of drafts) {
    const { done } = await outcomes(
      times(5, () => savePublicity(manager, { id: one.id, version: one.version, ...words, publish: true })),
    )
    expect(done).toHaveLength(1)
  }
  const entry = await db().publicityEntry.findUniqueOrThrow({
    where: { applicationId: people[0]!.applicationId },
    include: { batch: true },
  })
  const filed = objection(entry.id)
  setClock(null)
  const { receipt } = await filed
  setClock(new Date(entry.batch.endsAt!.getTime()))
  await Promise.allSettled([
    finishPublicity(job),
    judge(receipt, 'dismiss'),
    finishPublicity(job),
    judge(receipt, 'uphold'),
  ])
  await finishPublicity(job)
  expect(['admitted', 'refused']).toContain(await statusOf(people[0]!))
  expect(await versionOf(people[0]!)).toBeGreaterThan(0)
  expect(await brokenInvariants()).toEqual([])
})
