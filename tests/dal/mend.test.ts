import type { UnitActor } from '@/lib/access/actor'
import { saveSection, workingCopy } from '@/lib/application/fill.dal'
import { checkWorkingCopy } from '@/lib/application/own.dal'
import { decideApplication, viewApplication } from '@/lib/application/review.dal'
import { submitApplication } from '@/lib/application/submit.dal'
import { openUpload } from '@/lib/file/upload.dal'
import { db } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { changesBetween } from '@/lib/profile/diff.rules'
import { rowsOf } from '@/lib/profile/values.rules'
import { type Applicant, applicantAtUnit } from '../support/applications'
import { useDatabase } from '../support/database'
import { refusalOf, unitOf } from '../support/units'

useDatabase()

let unit: UnitActor
let person: Applicant
const versionOf = async () =>
  (await db().application.findUniqueOrThrow({ where: { id: person.applicationId } })).version
const copyOf = async () => (await workingCopy(person))!
const paperOf = async () => rowsOf((await copyOf()).sections.papers?.data)[0]!

beforeEach(async () => {
  unit = await unitOf('active')
  person = await applicantAtUnit(unit)
})

const give = async (mend: NonNullable<Parameters<typeof decideApplication>[1]['mend']>) =>
  decideApplication(unit, {
    id: person.applicationId,
    version: await versionOf(),
    event: 'return',
    opinion: '两处需要补充。',
    mend,
  })
const save = async (section: 'papers' | 'work' | 'titles' | 'awards', data: object) => {
  const { version = 0 } = (await copyOf()).sections[section] ?? {}
  return saveSection(person, { applicationId: person.applicationId, section, version, data })
}
const submit = async () =>
  submitApplication(person, {
    applicationId: person.applicationId,
    statementVersion: (await currentPolicy()).policy.agreements.statement.version,
  })

test('a return that names a row and a part opens these and nothing else, until it is submitted again', async () => {
  const paper = await paperOf()
  const rowId = String(paper.id)
  await give([
    { section: 'papers', rowId, remark: '请写全作者' },
    { section: 'titles', rowId: null, remark: null },
  ])
  const { progress, copy } = (await checkWorkingCopy(person))!
  expect(copy.mends).toEqual([
    { section: 'papers', rowId, remark: '请写全作者' },
    { section: 'titles', rowId: null, remark: null },
  ])
  const named = progress.filter(one => one.state === 'returned').map(one => one.section)
  expect(named).toEqual(['titles', 'papers'])

  expect(await refusalOf(save('work', { rows: [] }))).toMatchObject({
    code: 'refused',
    message: expect.stringContaining('没有开放'),
  })
  // sending what is stored already opens nothing
  await save('work', (await copyOf()).sections.work!.data)
  expect(await refusalOf(save('work', { rows: [] }))).toMatchObject({ message: expect.stringContaining('没有开放') })
  expect(await refusalOf(save('awards', { rows: [], none: false }))).toMatchObject({ code: 'refused' })
  expect(
    await refusalOf(save('papers', { rows: [paper, { id: crypto.randomUUID(), title: '另一篇' }] })),
  ).toMatchObject({
    message: expect.stringContaining('只要求修改标出的几条'),
  })
  const upload = (section: 'work' | 'titles' | undefined) =>
    openUpload(
      person,
      { purpose: 'evidence', applicationId: person.applicationId, section },
      { name: '证书.pdf', size: 1000, type: 'application/pdf' },
    )
  expect(await refusalOf(upload('work'))).toMatchObject({ message: expect.stringContaining('没有开放') })
  expect(await refusalOf(upload(undefined))).toMatchObject({ message: expect.stringContaining('没有开放') })
  expect(await upload('titles')).toMatchObject({ kind: 'pdf' })

  // nor does a gap that one makes oneself
  await save('papers', { rows: [{ ...paper, title: '' }], none: false })
  expect(await refusalOf(save('papers', { rows: [], none: true }))).toMatchObject({ code: 'refused' })
  await save('papers', { rows: [{ ...paper, title: '改过的题名' }], none: false })
  const after = (await checkWorkingCopy(person))!.progress.find(one => one.section === 'papers')
  expect(after).toMatchObject({ state: 'done', missing: [] })
  await submit()
  expect((await copyOf()).mends).toEqual([])

  const view = await viewApplication(unit, person.applicationId)
  expect(view.versions.map(one => one.number)).toEqual([2, 1])
  const { policy } = await currentPolicy()
  const changes = changesBetween(policy, view.previous!.snapshot, view.submitted!.snapshot)
  expect(changes.map(one => [one.section.section, one.rows.map(row => row.kind)])).toEqual([['papers', ['changed']]])
  expect((await viewApplication(unit, person.applicationId, 1)).submitted).toMatchObject({ number: 1 })
  expect((await viewApplication(unit, person.applicationId, 99)).submitted).toMatchObject({ number: 2 })
})

test('a return that names nothing opens everything', async () => {
  await give([])
  expect((await copyOf()).mends).toEqual([])
  expect(await save('work', { rows: [] })).toMatchObject({ saved: true })
})

test('a part that lacks something by now opens although it was not named, and stays open once it is mended', async () => {
  await give([{ section: 'titles', rowId: null, remark: null }])
  await db().$executeRaw`
    UPDATE application_version SET snapshot = jsonb_set(snapshot, '{sections,work,rows}', '[]')
    WHERE application_id = ${person.applicationId}::uuid`
  const work = { unit: { unitId: '', name: '示范医院' }, position: '主任', field: 'technology' }
  const row = { id: crypto.randomUUID(), ...work, period: { from: '2008-07', to: '', current: true } }
  expect(await save('work', { rows: [row] })).toMatchObject({ saved: true })
  expect(await save('work', { rows: [{ ...row, position: '副主任' }] })).toMatchObject({ saved: true })
})

test('what was asked is never changed afterwards, and a second return asks anew', async () => {
  await give([{ section: 'titles', rowId: null, remark: '甲' }])
  await expect(db().applicationMend.updateMany({ data: { remark: '乙' } })).rejects.toThrow(/append-only/)
  await submit()
  await give([{ section: 'basic', rowId: null, remark: '丙' }])
  expect((await copyOf()).mends).toEqual([{ section: 'basic', rowId: null, remark: '丙' }])
})
