import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { freshConflicts, keepConflicts } from '@/lib/draw/conflict.dal'
import { giveVerdict, listConflicts } from '@/lib/draw/conflict-list.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { nameKey } from '@/lib/platform/text'
import { defaultDraw } from '@/lib/policy/draw-policy'
import { makeUnit } from '@/prisma/seed/factory'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { conflictsOf, found, profileOf, requestOf, subjectIn } from '../support/draw-ties'
import { fixtureId, fixturePhone } from '../support/fixtures-ids'
import { enforce } from '../support/policy'
import { people, period, unit } from '../support/profiles'
import { staffOf } from '../support/staff'
import { makeReviewer, nextSerial, refusalOf, unitOf } from '../support/units'

useDatabase()

let requester: StaffActor
let manager: StaffActor
let reviewer: StaffActor
let university: UnitActor
let institute: UnitActor
/** of the faculty 医学院 of the university, and of the institute */
let professor: Applicant
let engineer: Applicant
let phone: string
const YEAR = new Date().getFullYear() + 1

beforeAll(async () => {
  await enforce('wuhan', { draw: { ...defaultDraw, enabled: true, lookBackYears: 3 } })
  reviewer = await makeReviewer('沈鉴')
  requester = await staffOf('drawRequester')
  manager = await staffOf('bureauManager')
  const n = nextSerial()
  university = await makeUnit({
    ...{ name: '示范理工大学', serial: n, status: 'active', nature: 'university' },
    admin: { name: '候音', phone: fixturePhone(n), password: 'Gaoshan#2026liu' },
  })
  institute = await unitOf('active', '示范材料研究院')
  phone = fixturePhone(8100)
  professor = await expertOf(university, reviewer, { name: '温知新' })
  engineer = await expertOf(institute, reviewer, { name: '乔木', phone })
})

beforeEach(async () => {
  await profileOf(professor, { basic: { department: '医学院' } })
  await profileOf(engineer, { basic: { department: '一所' } })
})

const request = () => requestOf(requester, { year: YEAR })
const evidenceOf = async (requestId: string) =>
  (await db().drawConflict.findMany({ where: { requestId, goneAt: null } })).map(one => one.evidence)

describe('V1: he is of the team', () => {
  test('by the number of his document and by his phone, whatever name was typed', async () => {
    const { docIndex } = await db().person.findUniqueOrThrow({ where: { accountId: engineer.accountId } })
    const { id } = await request()
    const one = await subjectIn(requester, id, { leader: '别名', leaderPhone: phone })
    expect(await conflictsOf(id, engineer)).toEqual(['memberPhone certain'])
    // numbers are kept as blind indexes only
    await db().drawParty.updateMany({
      where: { subjectId: one.id, kind: 'leader' },
      data: { phoneIndex: null, docIndex },
    })
    await found(id)
    expect(await conflictsOf(id, engineer)).toEqual(['memberNumber certain'])
  })

  test('by name and unit it is 待核; a namesake of another unit, or with another number, is somebody else', async () => {
    const { id } = await request()
    await subjectIn(requester, id, { members: '乔木（示范材料研究院）' })
    expect(await conflictsOf(id, engineer)).toEqual(['memberName likely', 'sameUnit certain'])
    const other = await request()
    await subjectIn(requester, other.id, { members: '乔木（示范别处研究院）' })
    expect(await conflictsOf(other.id, engineer)).toEqual([])
    const numbered = await request()
    await subjectIn(requester, numbered.id, { members: '乔木（示范材料研究院）', memberNumbers: fixtureId(77) })
    expect(await conflictsOf(numbered.id, engineer)).toEqual(['sameUnit certain'])
  })

  test('a project of his has the title of the 评审对象', async () => {
    await profileOf(engineer, {
      projects: { rows: [{ name: '稀土 永磁的研究', period: period('2010-01', '2012-01') }] },
    })
    const { id } = await request()
    await subjectIn(requester, id, { title: '稀土永磁的研究' })
    expect(await conflictsOf(id, engineer)).toEqual(['ownProject likely'])
  })
})

describe('V3: the same unit', () => {
  test('everybody of an institute, by its name, by a name people use, and by one that was merged into it', async () => {
    await db().unitAlias.create({
      data: { id: newId(), unitId: institute.unitId, kind: 'alias', name: '示材院', nameKey: nameKey('示材院') },
    })
    const merged = await unitOf('active', '示范磁材研究所')
    await db().unit.update({
      where: { id: merged.unitId },
      data: { status: 'disabled', mergedIntoId: institute.unitId },
    })
    for (const name of ['示范材料研究院', '示材院', '示范磁材研究所']) {
      const { id } = await request()
      await subjectIn(requester, id, { unit: name })
      expect([name, await conflictsOf(id, engineer)]).toEqual([name, ['sameUnit certain']])
      expect(await conflictsOf(id, professor)).toEqual([])
    }
  })

  test('where a member who is an expert himself holds a post by his own profile, whoever works there is kept away', async () => {
    const { docIndex } = await db().person.findUniqueOrThrow({ where: { accountId: professor.accountId } })
    const { id } = await request()
    const one = await subjectIn(requester, id, { unit: '示范理工大学', division: '医学院', leader: '温知新' })
    await db().drawParty.updateMany({ where: { subjectId: one.id, kind: 'leader' }, data: { docIndex } })
    const holds = async (until: string | null) => {
      const when = until === null ? period('2020-01') : period('2020-01', until)
      const rows = [
        {
          kind: 'partTime',
          unit: { unitId: institute.unitId, name: '示范材料研究院' },
          position: '顾问',
          period: when,
        },
      ]
      await profileOf(professor, { basic: { department: '医学院' }, posts: { rows } })
      await found(id)
      return conflictsOf(id, engineer)
    }
    expect(await holds(null)).toEqual(['sameUnit certain'])
    expect(await evidenceOf(id)).toContain('与负责人温知新（示范材料研究院）同在“示范材料研究院”')
    expect(await holds('2021-01')).toEqual([])
  })

  test('a unit that is merged after the request was sent is found under what it is now', async () => {
    const { id } = await request()
    const small = await unitOf('active', '示范小研究所')
    await subjectIn(requester, id, { unit: '示范小研究所' })
    expect(await conflictsOf(id, engineer)).toEqual([])
    await db().unit.update({
      where: { id: small.unitId },
      data: { status: 'disabled', mergedIntoId: institute.unitId },
    })
    await found(id)
    expect(await conflictsOf(id, engineer)).toEqual(['sameUnit certain'])
  })

  test('in a university faculties decide; one that was not said or is written otherwise is 待核', async () => {
    const cases: [string, string[]][] = [
      ['医学院', ['sameFaculty certain']],
      ['机械学院', []],
      ['', ['facultyUnclear likely']],
      ['医学院外科系', ['facultyUnclear likely']],
    ]
    for (const [division, expected] of cases) {
      const { id } = await request()
      await subjectIn(requester, id, { unit: '示范理工大学', division })
      expect([division, await conflictsOf(id, professor)]).toEqual([division, expected])
    }
  })

  test('a faculty the university keeps itself counts, also when it stands in the name of the unit', async () => {
    await profileOf(professor, { basic: { department: '外科教研室' } })
    const division = newId()
    await db().unitDivision.create({
      data: { id: division, unitId: university.unitId, name: '医学部', nameKey: '医学部' },
    })
    await db().affiliation.updateMany({
      where: { accountId: professor.accountId, endedAt: null },
      data: { divisionId: division },
    })
    const { id } = await request()
    await subjectIn(requester, id, { unit: '示范理工大学医学部' })
    expect(await conflictsOf(id, professor)).toEqual(['sameFaculty certain'])
    await db().affiliation.updateMany({
      where: { accountId: professor.accountId, endedAt: null },
      data: { divisionId: null },
    })
  })

  test('a post elsewhere counts as long as it lasts, one that ended as long as the look-back', async () => {
    const cases: [ReturnType<typeof period>, string[]][] = [
      [period(`${YEAR - 9}-01`), ['post certain']],
      [period('2015-01', `${YEAR}-01`), ['post certain']],
      [period('2015-01', `${YEAR - 1}-12`), ['formerUnit likely']],
      [period('2015-01', `${YEAR - 3}-01`), ['formerUnit likely']],
      [period('2015-01', `${YEAR - 4}-12`), []],
    ]
    for (const [held, expected] of cases) {
      const rows = [{ unit: { unitId: institute.unitId, name: '示范材料研究院' }, kind: 'partTime', period: held }]
      await profileOf(professor, { basic: { department: '医学院' }, posts: { rows } })
      const { id } = await request()
      await subjectIn(requester, id, { unit: '示范材料研究院' })
      expect([held.to, await conflictsOf(id, professor)]).toEqual([held.to, expected])
    }
  })

  test('a unit nobody registered is compared by its name, and is 待核', async () => {
    const rows = [{ unit: unit('示范无名公司'), kind: 'shareholder', period: period('2020-01') }]
    await profileOf(professor, { posts: { rows } })
    const { id } = await request()
    await subjectIn(requester, id, { partners: '示范无名公司' })
    expect(await conflictsOf(id, professor)).toEqual(['shares likely'])
  })
})

describe('V2: joint work and teachers', () => {
  const paper = (date: string, ...names: string[]) => ({
    papers: { rows: [{ title: '合写的论文', date, doi: '10.1000/9', authors: people('温知新', ...names) }] },
  })

  test.each([
    [String(YEAR - 3), ['coAuthor likely']],
    [String(YEAR - 4), []],
    ['', ['coAuthor likely']],
  ])('an author beside him in %s', async (date, expected) => {
    await profileOf(professor, paper(date, '柳成荫'))
    const { id } = await request()
    await subjectIn(requester, id, { leader: '柳成荫' })
    expect(await conflictsOf(id, professor)).toEqual(expected)
    if (expected.length > 0) expect((await evidenceOf(id))[0]).toContain('合写的论文')
  })

  test('a co-author of another unit may have moved; of a name that is at several places he is a namesake', async () => {
    const authors = [{ name: '柳成荫', unit: '示范别处研究院', self: false }]
    await profileOf(professor, { papers: { rows: [{ title: '甲', date: String(YEAR), authors }] } })
    const { id } = await request()
    await subjectIn(requester, id, { leader: '柳成荫' })
    // known at one place only: he may have changed his unit
    expect(await conflictsOf(id, professor)).toEqual(['coAuthor likely'])
    const elsewhere = [{ name: '柳成荫', unit: '示范第三大学', self: false }]
    await profileOf(engineer, { papers: { rows: [{ title: '乙', date: String(YEAR), authors: elsewhere }] } })
    await found(id)
    expect(await conflictsOf(id, professor)).toEqual([])
  })

  test('one paper with the same DOI in both profiles is certain; prizes, rights and projects count alike', async () => {
    await profileOf(professor, {
      ...paper(String(YEAR)),
      awards: { rows: [{ name: '奖', work: '丙', date: String(YEAR), winners: people('温知新', '柳成荫') }] },
      rights: { rows: [{ name: '丁', number: 'ZL1', date: String(YEAR), inventors: people('温知新', '柳成荫') }] },
      projects: { rows: [{ name: '戊', period: period('2020-01'), members: people('温知新', '柳成荫') }] },
    })
    await profileOf(engineer, {
      papers: { rows: [{ title: '另一种写法', date: String(YEAR), doi: '10.1000/9', authors: [] }] },
    })
    const { id } = await request()
    await subjectIn(requester, id, { leader: '乔木', leaderPhone: phone, members: '柳成荫' })
    expect(await conflictsOf(id, professor)).toEqual([
      'coAuthor certain',
      'coInventor likely',
      'coProject likely',
      'coWinner likely',
    ])
  })

  test('his supervisor, however long ago; and from the other side his pupil', async () => {
    const rows = [
      {
        school: unit('示范理工大学'),
        supervisors: [{ name: '温知新', unit: '', self: false }],
        period: period('1990-09', '1993-06'),
      },
    ]
    await profileOf(engineer, { education: { rows } })
    const { id } = await request()
    await subjectIn(requester, id, { members: '温知新（示范理工大学 数学院）' })
    expect(await conflictsOf(id, engineer)).toEqual(['teacher likely'])
    const other = await request()
    await subjectIn(requester, other.id, { leader: '乔木', leaderPhone: phone })
    expect(await conflictsOf(other.id, professor)).toEqual(['teacher likely'])
  })
})

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
