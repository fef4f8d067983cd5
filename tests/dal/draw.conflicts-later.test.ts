import { systemActor } from '@/lib/access/actor'
import { freshConflicts, keepConflicts } from '@/lib/draw/conflict.dal'
import { giveVerdict, listConflicts } from '@/lib/draw/conflict-list.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import {
  engineer,
  institute,
  manager,
  phone,
  professor,
  request,
  requester,
  reviewer,
  useConflictCast,
  YEAR,
} from '../support/draw-conflicts'
import { conflictsOf, found, profileOf, requestOf, subjectIn } from '../support/draw-ties'
import { period } from '../support/profiles'
import { refusalOf, unitOf } from '../support/units'

useDatabase()
useConflictCast()

describe('verdicts', () => {
  const rowOf = async (requestId: string) => db().drawConflict.findFirstOrThrow({ where: { requestId } })

  test('误报 stays while the facts are the same, is gone with them, and is there again when they come back', async () => {
    const { id } = await request()
    const saved = await subjectIn(requester, id, { title: '甲', unit: '示范理工大学' })
    const { id: conflict, version } = await rowOf(id)
    await giveVerdict(manager, { requestId: id, id: conflict, version, verdict: 'falseAlarm', why: '不在同一院系。' })
    await found(id)
    expect(await rowOf(id)).toMatchObject({ id: conflict, verdict: 'falseAlarm', goneAt: null })
    const moved = await subjectIn(requester, id, { ...saved, title: '甲', unit: '示范理工大学', division: '医学院' })
    const rows = await db().drawConflict.findMany({ where: { requestId: id }, orderBy: { foundAt: 'asc' } })
    expect(rows.map(one => [one.rule, one.verdict, one.goneAt === null])).toEqual([
      ['facultyUnclear', 'falseAlarm', false],
      ['sameFaculty', 'open', true],
    ])
    await subjectIn(requester, id, { ...moved, title: '甲', unit: '示范理工大学' })
    expect(await db().drawConflict.findUniqueOrThrow({ where: { id: conflict } })).toMatchObject({
      verdict: 'falseAlarm',
      goneAt: null,
    })
  })

  test('two verdicts at once: one holds, the other is told', async () => {
    const { id } = await request()
    await subjectIn(requester, id, { unit: '示范材料研究院' })
    const { id: conflict, version } = await rowOf(id)
    const give = (verdict: 'confirmed' | 'falseAlarm') =>
      giveVerdict(manager, { requestId: id, id: conflict, version, verdict, why: '核实过。' })
    const settled = await Promise.allSettled([give('confirmed'), give('falseAlarm')])
    expect(settled.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('forty people of one unit are one question; another group asks for itself', async () => {
    const { id } = await request()
    await subjectIn(requester, id, { unit: '示范材料研究院', members: '甲一、甲二、甲三', group: '甲组' })
    await subjectIn(requester, id, { unit: '示范材料研究院', members: '乙一', group: '甲组' })
    expect(await conflictsOf(id, engineer)).toHaveLength(1)
    await subjectIn(requester, id, { unit: '示范材料研究院', group: '乙组' })
    expect(await conflictsOf(id, engineer)).toHaveLength(2)
  })

  test('lists filter and turn pages; gone ones stand apart', async () => {
    const { id } = await request()
    const { id: subject } = await subjectIn(requester, id, { unit: '示范理工大学', partners: '示范材料研究院' })
    const first = await listConflicts(manager, id, { size: 1, sort: 'asc' })
    expect(first).toMatchObject({ count: 2, rows: [expect.anything()] })
    const second = await listConflicts(manager, id, { size: 1, sort: 'asc', after: first.next })
    expect(new Set([...first.rows, ...second.rows].map(one => one.rule))).toEqual(
      new Set(['facultyUnclear', 'sameUnit']),
    )
    expect((await listConflicts(manager, id, { size: 5, sort: 'asc', certainty: 'certain' })).count).toBe(1)
    expect((await listConflicts(manager, id, { size: 5, sort: 'asc', text: '乔木' })).count).toBe(1)
    await db().drawSubject.update({ where: { id: subject }, data: { endedAt: new Date() } })
    await found(id)
    expect((await listConflicts(manager, id, { size: 5, sort: 'asc' })).count).toBe(0)
    expect((await listConflicts(manager, id, { size: 5, sort: 'asc', gone: true })).count).toBe(2)
  })

  test('an unknown conflict is not found, and a session that began is closed', async () => {
    const { id } = await request()
    const give = (requestId: string) =>
      giveVerdict(manager, { requestId, id: newId(), version: 0, verdict: 'confirmed', why: '核实过。' })
    expect((await refusalOf(give(id))).code).toBe('notFound')
    const past = await requestOf(requester, { year: 2020 })
    expect((await refusalOf(give(past.id))).code).toBe('refused')
  })
})

test('a profile that comes into force later is compared with the open draws by the worker', async () => {
  const { id } = await request()
  const drawn = await requestOf(requester, { year: YEAR, status: 'drawn' })
  const over = await requestOf(requester, { year: YEAR, status: 'archived' })
  await subjectIn(requester, id, { unit: '示范材料研究院' })
  for (const one of [drawn, over]) {
    await subjectIn(requester, id, {})
    await db().drawSubject.create({ data: { id: newId(), requestId: one.id, position: 0, title: '乙' } })
    const { id: subjectId } = await db().drawSubject.findFirstOrThrow({ where: { requestId: one.id } })
    await db().drawParty.create({ data: { id: newId(), subjectId, kind: 'unit', unitName: '示范材料研究院' } })
    await found(one.id)
  }
  const rows = [
    { unit: { unitId: institute.unitId, name: '示范材料研究院' }, kind: 'engaged', period: period('2024-01') },
  ]
  await profileOf(professor, { posts: { rows } })
  expect(await conflictsOf(id, professor)).toEqual([])
  expect(await keepConflicts(systemActor('find-conflicts'))).toBeGreaterThan(0)
  expect(await conflictsOf(id, professor)).toEqual(['post certain'])
  expect(await conflictsOf(drawn.id, professor)).toEqual(['post certain'])
  expect(await conflictsOf(over.id, professor)).toEqual([])
})

describe('at the draw, only what has changed since the last comparison', () => {
  const fresh = (id: string) => db().$transaction(tx => freshConflicts(systemActor('test'), tx, id))

  test('nothing, one expert, or everybody when a unit is another one', async () => {
    const { id } = await request()
    await subjectIn(requester, id, { unit: '示范材料研究院' })
    expect(await fresh(id)).toBe(false)
    // whoever is not looked at stays as he is
    await db().drawConflict.updateMany({ where: { requestId: id }, data: { goneAt: new Date() } })
    const rows = [
      { unit: { unitId: institute.unitId, name: '示范材料研究院' }, kind: 'engaged', period: period('2024-01') },
    ]
    await profileOf(professor, { posts: { rows } })
    expect(await fresh(id)).toBe(true)
    expect(await conflictsOf(id, professor)).toEqual(['post certain'])
    expect(await conflictsOf(id, engineer)).toEqual([])
    expect(await fresh(id)).toBe(false)
    const { unitId } = await unitOf('active', '示范另一研究院')
    expect(await fresh(id)).toBe(false)
    expect(await conflictsOf(id, engineer)).toEqual([])
    await db().unitAlias.create({ data: { id: newId(), unitId, kind: 'alias', name: '另院', nameKey: '另院' } })
    expect(await fresh(id)).toBe(true)
    expect(await conflictsOf(id, engineer)).toEqual(['sameUnit certain'])
  })

  test('a unit that is registered concerns those who say its name, and each new one nobody twice', async () => {
    const { id } = await request()
    await subjectIn(requester, id, { unit: '示范新生研究院' })
    const colleague = await expertOf(await unitOf('active', '示范新生研究院'), reviewer, { name: '新月' })
    expect(await fresh(id)).toBe(true)
    expect(await conflictsOf(id, colleague)).toEqual(['sameUnit certain'])
    const snapshot = async () => (await db().drawRequest.findUniqueOrThrow({ where: { id } })).foundSnapshot
    const before = await snapshot()
    await unitOf('active', '示范无关研究院')
    expect(await fresh(id)).toBe(false)
    expect(await snapshot()).not.toBe(before)
  })

  test('what a party wrote, who is an expert himself, ties others as well', async () => {
    const rows = [{ title: '甲', date: String(YEAR), doi: '10.1000/77', authors: [] }]
    await profileOf(professor, { papers: { rows } })
    const { id } = await request()
    await subjectIn(requester, id, { leader: '乔木', leaderPhone: phone })
    expect(await conflictsOf(id, professor)).toEqual([])
    await profileOf(engineer, { papers: { rows } })
    expect(await fresh(id)).toBe(true)
    expect(await conflictsOf(id, professor)).toContain('coAuthor certain')
  })

  test('a snapshot of another database system, or a new policy, compares everybody', async () => {
    const { id } = await request()
    await subjectIn(requester, id, { unit: '示范材料研究院' })
    for (const data of [{ foundSnapshot: '1 1:1:' }, { foundPolicyId: 0 }, { foundAt: new Date('2020-01-01') }]) {
      await db().drawConflict.updateMany({ where: { requestId: id }, data: { goneAt: new Date() } })
      await db().drawRequest.update({ where: { id }, data })
      expect(await fresh(id)).toBe(true)
      expect(await conflictsOf(id, engineer)).toEqual(['sameUnit certain'])
    }
  })
})

describe('the worker beside everybody else', () => {
  const job = systemActor('find-conflicts')

  test('facts are read with nothing held, and what changed meanwhile is not written over', async () => {
    const { id } = await request()
    await subjectIn(requester, id, { unit: '示范材料研究院' })
    await keepConflicts(job)
    await db().drawRequest.update({ where: { id }, data: { foundPolicyId: 0 } })
    let begun = () => {}
    const holding = new Promise<void>(go => {
      begun = go
    })
    let letGo = () => {}
    const until = new Promise<void>(go => {
      letGo = go
    })
    const blocking = db().$transaction(
      async tx => {
        await tx.$executeRaw`LOCK TABLE expert_tie IN ACCESS EXCLUSIVE MODE`
        begun()
        await until
      },
      { timeout: 100_000 },
    )
    await holding
    const turn = keepConflicts(job)
    try {
      await someoneWaits()
      await db().$transaction(
        tx => tx.$queryRaw`SELECT 1 FROM draw_request WHERE id = ${id}::uuid FOR NO KEY UPDATE NOWAIT`,
      )
      // he keeps away by himself in this moment
      const expertId = professor.accountId
      await db().drawAvoidance.create({
        data: {
          ...{
            id: newId(),
            requestId: id,
            kind: 'person',
            source: 'expert',
            name: '温知新',
            nameKey: '温知新',
            expertId,
          },
          ...{ reason: '自己说明。', status: 'accepted', declaredById: expertId, declaredBy: '温知新' },
        },
      })
      const said = {
        rule: 'recused',
        certainty: 'certain',
        evidence: '他自己说明',
        factsHash: 'x',
        foundAt: new Date(),
      }
      await db().drawConflict.create({ data: { id: newId(), requestId: id, expertId, ...said } })
    } finally {
      letGo()
      await blocking
    }
    expect(await turn).toBe(0)
    expect(await conflictsOf(id, professor)).toEqual(['recused certain'])
    expect(await keepConflicts(job)).toBe(1)
    expect(await conflictsOf(id, professor)).toEqual(['recused certain'])
    expect(await conflictsOf(id, engineer)).toEqual(['sameUnit certain'])
  })

  test('one request that throws keeps no other waiting', async () => {
    const [broken, next] = [await request(), await request()]
    for (const { id } of [broken, next]) await subjectIn(requester, id, { unit: '示范材料研究院' })
    const { foundSnapshot } = await db().drawRequest.findUniqueOrThrow({ where: { id: broken.id } })
    const unreadable = `${foundSnapshot!.split(' ')[0]} none`
    await db().drawRequest.update({ where: { id: broken.id }, data: { foundSnapshot: unreadable } })
    await db().drawRequest.update({ where: { id: next.id }, data: { foundPolicyId: 0 } })
    expect(await keepConflicts(job)).toBeGreaterThan(0)
    const { foundPolicyId } = await db().drawRequest.findUniqueOrThrow({ where: { id: next.id } })
    expect(foundPolicyId).not.toBe(0)
    await db().drawRequest.update({ where: { id: broken.id }, data: { foundSnapshot } })
  })
})

/** Until a statement waits for the ties, which somebody holds. */
async function someoneWaits(): Promise<void> {
  for (let left = 1000; left > 0; left -= 1) {
    const rows = await db().$queryRaw<unknown[]>`
      SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'expert_tie'::regclass
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
    if (rows.length > 0) return
    await new Promise(go => setTimeout(go, 50))
  }
  throw new Error('nobody waits for the ties')
}
