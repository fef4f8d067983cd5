import type { IndividualActor, SignedInActor, UnitActor } from '@/lib/access/actor'
import { createSession, readSession } from '@/lib/auth/session'
import { proveStepUp } from '@/lib/auth/step-up.dal'
import { openFile } from '@/lib/file/file.dal'
import { enqueueSms } from '@/lib/message/outbox'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { saveBank } from '@/lib/privacy/bank.dal'
import { saveBankSchema } from '@/lib/privacy/bank.schema'
import { ownConsents, privacyNews, readNotice } from '@/lib/privacy/consent.dal'
import { exportOwnData } from '@/lib/privacy/export.dal'
import { countOwnData } from '@/lib/privacy/own-data.dal'
import { shownTo } from '@/lib/privacy/shown.dal'
import { madeUpPhone } from '@/prisma/seed/factory'
import { applicantAtBureau, decide } from '../support/applications'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { newPerson, password } from '../support/people'
import { enforce } from '../support/policy'
import { makeReviewer, outcomes, refusalOf, unitOf } from '../support/units'

useDatabase()
afterEach(() => setClock(null))

const request = { id: 'privacy-1', address: '192.0.2.10' }
const later = (minutes: number) => setClock(new Date(Date.now() + minutes * 60_000))
const actorIn = async (sid: string) => (await readSession(sid, request))!.actor as IndividualActor

/** The person as a request of his would make him, freshly logged in. */
async function loggedIn(person: { accountId: string }): Promise<IndividualActor> {
  return actorIn(await createSession(db(), { accountId: person.accountId, ...request, userAgent: '' }))
}
const exportsOf = (person: { accountId: string }) =>
  db().auditEvent.count({ where: { actorId: person.accountId, action: 'person.export', result: 'done' } })

describe('个人信息处理告知', () => {
  const notice = async (version: string) => {
    const policy = await enforce('wuhan')
    const privacy = { ...policy.agreements.privacy, version }
    await enforce('wuhan', { agreements: { ...policy.agreements, privacy } })
  }

  test('who has read an older version is told of the new one until he says 已阅读; both stay on record (PR6)', async () => {
    const person = await newPerson()
    expect(await privacyNews(person)).toBeNull()
    await notice('2027-03')
    expect(await privacyNews(person)).toEqual({ title: '个人信息处理告知', version: '2027-03', before: '2026-11' })
    expect((await refusalOf(readNotice(person, { version: '2026-11' }))).message).toContain('刷新页面')
    // a double click, two windows: once
    await outcomes([readNotice(person, { version: '2027-03' }), readNotice(person, { version: '2027-03' })])
    expect(await privacyNews(person)).toBeNull()
    const told = (await ownConsents(person)).filter(one => one.title === '个人信息处理告知')
    expect(told.map(({ version, kind, href }) => [version, kind, href])).toEqual([
      ['2027-03', 'told', '/agreement/privacy'],
      ['2026-11', 'told', null],
    ])
    await enforce('wuhan')
  })

  test('it holds nothing up', async () => {
    await notice('2027-04')
    const unit = await unitOf('active')
    expect((await applicantAtBureau(unit)).applicationId).toBeTruthy()
    await enforce('wuhan')
  })
})

describe('我的数据 (PR7)', () => {
  let unit: UnitActor
  beforeAll(async () => {
    unit = await unitOf('active', '示范江城第一医院')
  })

  test('the copy holds everything of one’s own, numbers in full, and nothing that opens a door or names staff', async () => {
    await enforce('shaoxing')
    const reviewer = await makeReviewer('沈鉴')
    const person = await applicantAtBureau(unit, { name: '司空言', phone: madeUpPhone(8123) })
    const stranger = await applicantAtBureau(unit, { name: '上官远' })
    await enforce('xizang')
    await saveBank(
      person,
      saveBankSchema.parse({
        bankName: '示范银行江城支行',
        account: '99000000000000004321',
        consentVersion: '2026-11',
        seen: '',
        agreed: true,
      }),
    )
    await db().$transaction(tx =>
      enqueueSms(tx, {
        to: madeUpPhone(8123),
        accountId: person.accountId,
        template: 'code.login',
        params: { code: '482913', minutes: '5', site: '示范' },
        dedupeKey: `test:${newId()}`,
      }),
    )
    const me = await loggedIn(person)
    const data = await exportOwnData(me, 'json')
    expect(data.account).toMatchObject({ name: '司空言', phone: madeUpPhone(8123) })
    expect(data.person?.docNumber).toMatch(/^990\d{14}[\dX]$/)
    expect(data.affiliations).toEqual([expect.objectContaining({ unit: unit.unitName })])
    const [application] = data.applications
    expect(application).toMatchObject({
      unit: unit.unitName,
      versions: [{ number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    })
    expect(application!.history.map(step => step.office)).toContain(unit.unitName)
    expect(data.files.length).toBeGreaterThan(0)
    expect(data.files.every(file => file.sha256 && file.name)).toBe(true)
    expect(data.consents.map(one => one.title)).toEqual(
      expect.arrayContaining(['个人信息处理告知', '银行账户信息单独同意书', '专家承诺']),
    )
    expect(data.messages.find(message => message.kind === '登录验证码')).toMatchObject({ text: null })
    expect(data.bank).toMatchObject({ accountEnd: '**** 4321' })
    const text = JSON.stringify(data)
    for (const secret of [
      '482913',
      '99000000000000004321',
      '$argon2',
      unit.name,
      reviewer.name,
      '上官远',
      stranger.accountId,
    ])
      expect([secret, text.includes(secret)]).toEqual([secret, false])
    expect(await countOwnData(me)).toMatchObject({ applications: 1, versions: 1, bank: true, files: data.files.length })
    expect(await brokenInvariants()).toEqual([])
  })

  test('a log-in older than a quarter of an hour is proved again, once for each copy; five copies a day', async () => {
    await enforce('wuhan')
    const person = await newPerson()
    const fresh = await loggedIn(person)
    await exportOwnData(fresh, 'json')
    later(16)
    const refusal = await refusalOf(exportOwnData(fresh, 'json'))
    expect(refusal).toMatchObject({ code: 'stepUp', deed: { action: 'person.export', objectId: person.accountId } })
    expect(await exportsOf(person)).toBe(1)
    const prove = { method: 'password', code: password, action: 'person.export', objectId: person.accountId } as const
    const { sid } = await proveStepUp(fresh, prove)
    const proved = await actorIn(sid)
    await exportOwnData(proved, 'pdf')
    expect((await refusalOf(exportOwnData(proved, 'pdf'))).code).toBe('stepUp')
    setClock(null)
    const again = await loggedIn(person)
    for (let count = 2; count < 5; count++) await exportOwnData(again, 'json')
    expect((await refusalOf(exportOwnData(again, 'json'))).code).toBe('tooMany')
    expect(await exportsOf(person)).toBe(5)
  })

  test('who had it is told by office and unit, never by name, and one’s own steps are no sight of others', async () => {
    await enforce('wuhan')
    const person = await applicantAtBureau(unit)
    const reviewer = await makeReviewer('沈鉴')
    const [file] = await db().storedFile.findMany({ where: { ownerId: person.accountId } })
    const read = async (actor: SignedInActor) => {
      const event = { action: 'file.read', objectType: 'file', objectId: file!.id, result: 'done' }
      await db().auditEvent.create({
        data: {
          ...event,
          actorKind: actor.kind,
          actorId: actor.accountId,
          actorName: actor.name,
          address: 'x',
          requestId: 'x',
        },
      })
    }
    for (const actor of [reviewer, reviewer, unit, person]) await read(actor)
    await decide(reviewer, person, 'return', '请补充获奖证书。')
    const shown = await shownTo(person)
    expect(shown.map(({ office, handled, read, revealed }) => [office, handled, read, revealed])).toEqual(
      expect.arrayContaining([[unit.unitName, expect.any(Number), 1, 0]]),
    )
    const all = JSON.stringify(shown)
    expect([all.includes('沈鉴'), all.includes(unit.name)]).toEqual([false, false])
    expect(shown.reduce((sum, one) => sum + one.read, 0)).toBe(3)
    expect((await refusalOf(openFile(await newPerson('另一人'), file!.id))).code).toBe('notFound')
    expect((await shownTo(person)).length).toBe(shown.length)
  })
})
