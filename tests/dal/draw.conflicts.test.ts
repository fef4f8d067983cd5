import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { nameKey } from '@/lib/platform/text'
import { useDatabase } from '../support/database'
import {
  engineer,
  institute,
  phone,
  professor,
  request,
  requester,
  university,
  useConflictCast,
  YEAR,
} from '../support/draw-conflicts'
import { conflictsOf, found, profileOf, subjectIn } from '../support/draw-ties'
import { fixtureId } from '../support/fixtures-ids'
import { people, period, unit } from '../support/profiles'
import { unitOf } from '../support/units'

useDatabase()
useConflictCast()

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
