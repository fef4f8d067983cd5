import type { StaffActor } from '@/lib/access/actor'
import { ledgerHead, publicLedger } from '@/lib/draw/ledger.public.dal'
import { publicSeal, publicSeals, recordsMatter } from '@/lib/draw/record.public.dal'
import { publicSealFile, publicSheet } from '@/lib/draw/record-file.public.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { brokenOf } from '@/lib/draw/seal/check'
import { readLedger } from '@/lib/draw/seal/ledger-file'
import { verifyFiles } from '@/lib/draw/seal/verify-files'
import { endSealByHand } from '@/lib/draw/seal-deeds.dal'
import { staffSheet } from '@/lib/draw/sheet.dal'
import { voidDraw } from '@/lib/draw/void.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { presetNamed } from '@/lib/policy/presets/all'
import { useDatabase } from '../support/database'
import { makeApproved, makeExperts } from '../support/draw-pool'
import { add, addAll, makeSealCast, type SealCast, sealNow, sealOfRound, withLotteries } from '../support/draw-sealing'
import { nothingOf } from '../support/draw-secrets'
import { prove, staffOf } from '../support/staff'
import { refusalOf, visitor } from '../support/units'

useDatabase()

let cast: SealCast
beforeAll(async () => {
  await withLotteries()
  cast = await makeSealCast()
})

let titles = 0
/** A round of three, one of them a woman, sealed; its group has a name that would say what is reviewed. */
async function sealed() {
  const titleCode = `P${++titles}`
  const ids = await makeExperts(12, at => ({ titleCode, sex: at % 3 ? '1' : '2' }))
  const quotas = [{ feature: 'sex', value: '2', min: 1, max: 1 }]
  const named = { title: '飞鸢动力验收', place: '东湖会堂', names: ['飞鸢公司项目'] }
  const round = await makeApproved(cast, [{ size: 3, conditions: { titles: [titleCode] }, quotas }], named)
  await sealNow()
  return { ...round, ids, seal: (await sealOfRound(round.roundId))! }
}
const draw = async (roundId: string, actor: StaffActor = cast.operator) => {
  await prove(actor, 'draw.run', roundId)
  const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })
  return runDraw(actor, { roundId, version })
}
const open = (id: string) => db().drawRequest.update({ where: { id }, data: { status: 'inviting', unlockedAt: now() } })
const seen = async (number: string) => (await publicSeal(visitor(), number))!
const fileOf = async (number: string) => (await publicSealFile(visitor(), number))!

describe('as long as the names are sealed', () => {
  test('everybody reads what binds, and no count, no free word, no time and no place', async () => {
    const { seal, ids, requestId } = await sealed()
    const words = '春眠不觉晓'
    await add(cast.requester, 'requester', seal.id, { contribution: words })
    const text = JSON.stringify(await seen(seal.number))
    expect(await seen(seal.number)).toMatchObject({
      ...{ state: 'sealed', opened: false, seal: seal.seal, people: '约 10 人', conditions: null, sessionFrom: null },
      ...{
        passed: null,
        open: null,
        ended: null,
        drawnAt: null,
        file: 'digest',
        purpose: '科技计划项目与创新载体评审',
      },
    })
    expect((await seen(seal.number)).groups).toMatchObject([
      { name: '第 1 组', size: 3, drawn: null, eligible: '约 10', demands: [{ met: null }, { met: null }] },
    ])
    const { sessionFrom } = await db().drawRequest.findUniqueOrThrow({ where: { id: requestId } })
    const secrets = ['飞鸢', '东湖', sessionFrom!.toISOString(), words, cast.requester.name, cast.operator.name]
    const told = (await fileOf(seal.number)).text
    for (const one of secrets) expect([text.includes(one), told.includes(one)]).toEqual([false, false])
    expect(await nothingOf(ids, text + told)).toEqual([])
    // counts could be tried out until the seal comes out, if these stood beside it
    const record = JSON.parse(seal.record)
    for (const one of [record.secret, record.lottery]) expect(text + told).not.toContain(one)
    expect(told).not.toMatch(/people|exclusions|conditions/)
    expect(verifyFiles([told])).toMatchObject({ kind: 'digest' })
    expect(await publicSheet(visitor(), seal.number)).toBeNull()
  })

  test('the words of the three are read when all three have shown theirs, and by whom nobody learns', async () => {
    const { seal } = await sealed()
    await add(cast.operator, 'bureau', seal.id, { contribution: '七星八宝' })
    await add(cast.supervisor, 'supervisor', seal.id, { contribution: '四海' })
    expect((await seen(seal.number)).parts.map(part => [part.committedAt !== null, part.words])).toEqual([
      [false, null],
      [true, null],
      [true, null],
    ])
    await add(cast.requester, 'requester', seal.id)
    const view = await seen(seal.number)
    expect(view.state).toBe('shown')
    expect(view.parts.map(part => part.words?.contribution)).toEqual(['words of requester', '七星八宝', '四海'])
    // the third is called as his office is
    for (const one of [cast.requester.name, cast.operator.name, cast.supervisor.accountId])
      expect(JSON.stringify(view)).not.toContain(one)
  })

  test('drawn: that it is, and the hash of the certificate; neither who nor how many were passed over', async () => {
    const { seal, roundId, requestId } = await sealed()
    await addAll(cast, seal.id)
    await draw(roundId)
    const view = await seen(seal.number)
    expect(view).toMatchObject({ state: 'drawn', passed: null, open: null, file: 'digest', conditions: null })
    expect(view.groups[0]).toMatchObject({ name: '第 1 组', drawn: null })
    expect(await publicSheet(visitor(), seal.number)).toBeNull()
    expect((await staffSheet(cast.supervisor, { requestId, number: seal.number })).sheet).toBeNull()
  })

  test('an ended seal stays, by its kind of ending; what was written is read with the names', async () => {
    const { seal, roundId, requestId } = await sealed()
    await endSealByHand(cast.manager, { sealId: seal.id, opinion: '甲某的留底丢了。' })
    expect((await seen(seal.number)).ended?.reason).toMatch(/业务管理员/)
    await sealNow()
    const next = (await sealOfRound(roundId))!
    const { others } = await seen(next.number)
    expect(others).toEqual([{ number: seal.number, stateLabel: '已结束，没有抽取' }])
    expect(JSON.stringify(await seen(next.number)) + (await fileOf(next.number)).text).not.toContain('甲某')
    await open(requestId)
    expect((await seen(seal.number)).ended?.reason).toBe('甲某的留底丢了。')
    expect(verifyFiles([(await fileOf(seal.number)).text])).toMatchObject({ kind: 'seal' })
  })

  test('of a review that was called off nothing more is told', async () => {
    const { seal, requestId } = await sealed()
    await db().drawRequest.update({ where: { id: requestId }, data: { status: 'cancelled', unlockedAt: now() } })
    expect(await seen(seal.number)).toMatchObject({ opened: false, file: 'digest', people: '约 10 人' })
    expect((await seen(seal.number)).whenOpened).toContain('评审已取消')
  })
})

describe('when the names are open', () => {
  test('the certificate is for everybody, comes out, fits the digest of before, and names nobody', async () => {
    const { seal, roundId, requestId, ids } = await sealed()
    const before = await fileOf(seal.number)
    await addAll(cast, seal.id)
    const { drawId } = await draw(roundId)
    await open(requestId)
    const { name, text } = await fileOf(seal.number)
    expect(name).toBe(`抽取证书_${seal.number}.json`)
    const checked = verifyFiles([text, before.text])
    expect([checked.kind, brokenOf(checked.checks)]).toEqual(['certificate', []])
    const view = await seen(seal.number)
    const row = await db().draw.findUniqueOrThrow({ where: { id: drawId } })
    expect(view).toMatchObject({
      ...{ state: 'opened', file: 'certificate', people: '12 人', open: 0, certificateHash: row.selectionHash },
      passed: { people: 0, reasons: '' },
    })
    expect(view.groups).toMatchObject([{ name: '飞鸢公司项目', drawn: 3, eligible: '12' }])
    expect(view.groups[0]!.demands.map(one => one.met)).toEqual([true, true])
    const sheet = (await publicSheet(visitor(), seal.number))!
    expect(sheet.panels.map(panel => panel.signs.length)).toEqual([3])
    expect(sheet).toMatchObject({ lowest: '25%', highest: '25%', tickets: 1048576 })
    const all = text + JSON.stringify([view, sheet])
    expect(await nothingOf(ids, all)).toEqual([])
    expect(all).not.toMatch(/飞鸢动力|东湖/)
  })

  test('the sheet of the staff has the names behind the signs, for those who see draws whole', async () => {
    const { seal, roundId, requestId } = await sealed()
    await addAll(cast, seal.id)
    const { readySeal } = await import('@/lib/draw/sealed-run.dal')
    const ready = (await readySeal(cast.operator, roundId))!
    const gone = ready.open.expertOf.get(ready.draw.drawn[0]![0]!)!
    await db().expert.update({ where: { accountId: gone }, data: { status: 'dormant' } })
    const { drawId } = await draw(roundId)
    await open(requestId)
    const { named, sheet } = await staffSheet(cast.supervisor, { requestId, number: seal.number })
    expect(sheet).not.toBeNull()
    const seats = await db().drawSeat.findMany({ where: { drawId }, include: { expert: true } })
    const people = named[0]!.people
    expect(people).toHaveLength(4)
    const asked = people.filter(one => !one.note.startsWith('没有邀请')).map(one => one.name)
    expect(asked.sort()).toEqual(seats.map(seat => seat.expert!.name).sort())
    expect(people[0]!.note).toBe('没有邀请：休眠、暂停或待出库')
    expect(people[3]!.note).toBe('按封存的顺序顶上')
    expect(people.map(one => one.sign)).toEqual(expect.arrayContaining(sheet!.panels[0]!.signs))
    expect((await seen(seal.number)).passed).toEqual({ people: 1, reasons: '休眠、暂停或待出库 少于 3 人' })
    for (const actor of [cast.requester, await staffOf('drawNotifier')])
      expect((await refusalOf(staffSheet(actor, { requestId, number: seal.number }))).code).toBe('notFound')
    const other = await sealed()
    expect((await refusalOf(staffSheet(cast.supervisor, { requestId, number: other.seal.number }))).code).toBe(
      'notFound',
    )
  })

  test('a draw that was declared void stays with its certificate and its reason', async () => {
    const { seal, roundId, requestId } = await sealed()
    await addAll(cast, seal.id)
    const { drawId } = await draw(roundId)
    const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })
    await voidDraw(cast.manager, { drawId, version, opinion: '要求有误。' })
    const view = await seen(seal.number)
    expect(view).toMatchObject({ state: 'void', file: 'digest' })
    expect(view.ended?.reason).not.toContain('要求有误')
    await open(requestId)
    expect((await seen(seal.number)).ended?.reason).toBe('抽取宣布无效：要求有误。')
    expect(brokenOf(verifyFiles([(await fileOf(seal.number)).text]).checks)).toEqual([])
  })
})

test('the list has every seal once, page by page, the newest first; a number that is none has no page', async () => {
  const all = await db().drawSeal.findMany({
    orderBy: [{ sealedAt: 'desc' }, { id: 'desc' }],
    select: { number: true },
  })
  const found: string[] = []
  for (let after: string | null = null; ; ) {
    const page = await publicSeals({ after, size: 3 })
    found.push(...page.rows.map(row => row.number))
    after = page.next
    if (after === null) break
  }
  expect(found).toEqual(all.map(one => one.number))
  for (const number of ['', 'CQ', `${'9'.repeat(300)}`]) {
    expect(await publicSeal(visitor(), number)).toBeNull()
    expect(await publicSealFile(visitor(), number)).toBeNull()
  }
})

test('the menu names it where draws are by lottery and there was one', async () => {
  const { policy } = await currentPolicy()
  expect(await recordsMatter(policy)).toBe(true)
  expect(await recordsMatter({ ...policy, draw: { ...policy.draw, method: 'uniform' } })).toBe(false)
  expect(await recordsMatter({ ...policy, draw: { ...policy.draw, enabled: false } })).toBe(false)
  expect(await recordsMatter(presetNamed('shaoxing'))).toBe(true)
  expect(await recordsMatter(presetNamed('wuhan'))).toBe(false)
})

describe('封存总账 (TE5)', () => {
  test('lists every seal in the order in which it came, ended ones too, and only grows', async () => {
    const first = await sealed()
    const older = await publicLedger(visitor())
    await endSealByHand(cast.manager, { sealId: first.seal.id, opinion: '名单有误，重新封存。' })
    await sealNow()
    const again = (await sealOfRound(first.roundId))!
    const later = await publicLedger(visitor())
    const ledger = readLedger(later.text)!
    expect(ledger.entries.at(-1)).toEqual({ number: again.number, seal: again.seal })
    expect(ledger.entries).toContainEqual({ number: first.seal.number, seal: first.seal.seal })
    expect(await db().drawSeal.count()).toBe(ledger.size)
    expect(brokenOf(verifyFiles([older.text, later.text]).checks)).toEqual([])
    expect(brokenOf(verifyFiles([(await fileOf(again.number)).text, later.text]).checks)).toEqual([])
    expect(await ledgerHead(visitor())).toEqual({ size: ledger.size, root: ledger.root })
    const { size, root } = readLedger(older.text)!
    expect((await seen(first.seal.number)).ledger).toEqual({ size, root })
  })

  test('two rounds sealed at once take two places; the database lets none be left out or taken twice', async () => {
    for (const titleCode of [`P${++titles}`, `P${++titles}`]) {
      await makeExperts(4, () => ({ titleCode }))
      await makeApproved(cast, [{ size: 3, conditions: { titles: [titleCode] } }])
    }
    await Promise.all([sealNow(), sealNow()])
    const rows = await db().drawSeal.findMany({ orderBy: { place: 'asc' } })
    expect(rows.map(row => row.place)).toEqual(rows.map((_, at) => at))
    const copy = (place: number) =>
      db().$executeRaw`
        INSERT INTO draw_seal SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'number', 'X-1',
          'attempt', 99, 'place', ${place}::int, 'ended_at', now(), 'end_reason', 'x'))).* FROM draw_seal s WHERE place = 0`
    for (const place of [rows.length + 1, 0, -1]) await expect(copy(place)).rejects.toThrow()
    await expect(db().$executeRaw`UPDATE draw_seal SET place = 99 WHERE place = 0`).rejects.toThrow()
    await expect(db().$executeRaw`DELETE FROM draw_seal WHERE place = ${rows.length - 1}`).rejects.toThrow()
    await copy(rows.length)
  })
})
