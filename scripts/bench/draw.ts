import { conditionsAskedSchema } from '@/lib/draw/ask.schema'
import { findConflicts } from '@/lib/draw/conflict.dal'
import { outCase, outSets } from '@/lib/draw/out.dal'
import { askedConditions } from '@/lib/draw/pool-conditions.dal'
import { askHashOf } from '@/lib/draw/request-canon.rules'
import { roundOf } from '@/lib/draw/request-read.dal'
import { storedRound } from '@/lib/draw/round.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { sentOf } from '@/lib/draw/sent.dal'
import { now } from '@/lib/platform/clock'
import { closeDb, db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { patiently } from '@/lib/platform/patiently'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { Prisma } from '@/prisma/generated/client'
import { makeStaff } from '@/prisma/seed/factory'

/**
 * From 抽取 pressed to the panel fixed in a filled database: three groups drawn together, 500 reviewed subjects with ties
 * to experts, compared when they were sent; beside it `ORDER BY random()` under the very same filters. Once for groups
 * that share nobody, once for groups that overlap. Milliseconds, not a test.
 */
const RUNS = Number(process.env.BENCH_RUNS ?? 20)
const SUBJECTS = 500
const { sql } = Prisma

const seniors = { feature: 'titleLevel', value: 'senior', min: 3, max: null }
const outside = { feature: 'area', value: 'outside', min: 1, max: null }
/** The unit cap of the policy goes over thousands of units in both. */
const cases = {
  各组人选不重叠: [
    { size: 7, disciplines: ['410'], quotas: [] },
    { size: 5, disciplines: ['560'], quotas: [seniors] },
    { size: 5, disciplines: ['610'], quotas: [outside] },
  ],
  各组人选互相重叠: [
    { size: 7, disciplines: ['410', '560'], quotas: [seniors] },
    { size: 5, disciplines: ['560', '610'], quotas: [seniors, outside] },
    { size: 5, disciplines: ['610', '410'], quotas: [outside] },
  ],
}
type Groups = (typeof cases)[keyof typeof cases]

type Staff = Awaited<ReturnType<typeof makeStaff>>

/** The rules in force, by which everybody is drawn on the spot; lotteries are measured by --fair. */
async function onTheSpot(): Promise<number> {
  const { policy } = await currentPolicy()
  const data = { ...policy, draw: { ...policy.draw, enabled: true, method: 'uniform' } } as object
  const { id } = await db().policyVersion.create({
    data: { preset: policy.preset, data, hash: 'bench', effectiveFrom: now(), createdBy: '测量' },
  })
  return id
}

type Cast = { asker: Staff; approver: Staff; policyVersionId: number }

async function prepared(cast: Cast, groups: Groups, run: number): Promise<string> {
  const { policyVersionId } = cast
  const [requestId, roundId] = [newId(), newId()]
  const from = new Date(now().getTime() + (run + 2) * 86_400_000)
  await db().drawRequest.create({
    data: {
      ...{ id: requestId, number: `B${Date.now()}-${run}`, title: '测量', purpose: 'project', place: '-' },
      ...{ requesterId: cast.asker.accountId, requesterName: '测', requesterOffice: '测', answerMinutes: 120 },
      ...{ sessionFrom: from, sessionTo: new Date(from.getTime() + 3_600_000), status: 'approved', policyVersionId },
      groups: { create: groups.map((_, position) => ({ id: newId(), position, name: `第${position + 1}组` })) },
      subjects: {
        create: Array.from({ length: SUBJECTS }, (_, position) => ({ id: newId(), position, title: '题目' })),
      },
      rounds: { create: { id: roundId, number: 1, policyVersionId } },
    },
  })
  const made = await db().drawGroup.findMany({ where: { requestId }, orderBy: { position: 'asc' } })
  for (const [at, { size, disciplines, quotas }] of groups.entries())
    await db().drawAsk.create({
      data: {
        ...{ roundId, groupId: made[at]!.id, size, alternates: size, quotas, caps: [{ feature: 'unit', most: 1 }] },
        conditions: conditionsAskedSchema.parse({ disciplines }),
      },
    })
  // each subject has the unit it comes from and a leader
  await patiently(
    tx => tx.$executeRaw`
    INSERT INTO draw_party (id, subject_id, kind, unit_id, unit_name, name, name_key)
    SELECT gen_random_uuid(), s.id, k.kind, u.id, u.name, CASE WHEN k.person THEN n.name END, CASE WHEN k.person THEN n.name END
    FROM draw_subject s
    JOIN (SELECT id, name, row_number() OVER (ORDER BY md5(id::text || ${run}::text)) - 1 AS at FROM unit) u ON u.at = s.position
    JOIN (SELECT name, row_number() OVER () - 1 AS at FROM expert LIMIT ${SUBJECTS}) n ON n.at = s.position
    CROSS JOIN (VALUES ('unit', false), ('leader', true)) AS k(kind, person) WHERE s.request_id = ${requestId}::uuid`,
  )
  const request = await db().drawRequest.findUniqueOrThrow({ where: { id: requestId } })
  const round = (await roundOf(cast.asker, db(), { id: roundId }))!
  const askHash = askHashOf(await sentOf(cast.asker, db(), request, round))
  const people = { requestedById: cast.asker.accountId, approvedById: cast.approver.accountId }
  await db().drawRound.update({ where: { id: roundId }, data: { status: 'approved', askHash, ...people } })
  await patiently(tx => findConflicts(cast.asker, tx, requestId))
  return roundId
}

/** What somebody would write who thinks of nothing else. */
async function plain(operator: Staff, roundId: string): Promise<void> {
  const { asked } = (await storedRound(operator, db(), roundId))!
  const creditStart = asked.policy.draw.credit.start
  for (const [panel, { conditions, size }] of asked.panels.entries()) {
    const where = await askedConditions(operator, {
      conditions,
      at: asked.session!.from,
      requestId: asked.requestId,
      creditStart,
    })
    await db().$queryRaw(sql`
      WITH ${outSets(operator, asked)}, met AS (SELECT ${panel}::int AS panel, e.account_id FROM expert e WHERE ${where})
      SELECT m.account_id::text FROM met m JOIN expert e ON e.account_id = m.account_id JOIN unit u ON u.id = e.unit_id
      WHERE (${outCase(operator)}) IS NULL ORDER BY random() LIMIT ${size}`)
  }
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}
const at = (times: number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)]!.toFixed(0)

async function main(): Promise<void> {
  const stamp = Date.now()
  const staff = (role: 'drawRequester' | 'bureauManager' | 'drawOperator') =>
    makeStaff({ name: '测', login: `${role}${stamp}`, password: 'Bench#2026pass', roles: [role], office: '测量用' })
  const cast = {
    asker: await staff('drawRequester'),
    approver: await staff('bureauManager'),
    policyVersionId: await onTheSpot(),
  }
  const operator = await staff('drawOperator')
  await patiently(
    tx => tx.$executeRaw`
    INSERT INTO expert_tie (expert_id, kind, key, words) SELECT e.account_id, t.kind, t.key, '-' FROM expert e
    CROSS JOIN LATERAL (VALUES ('name', e.name), ('teammate', e.name), ('work', e.unit_name)) AS t(kind, key)`,
  )
  await patiently(tx => tx.$executeRaw`ANALYZE`)
  console.log(`专家 ${await db().expert.count()} 名，每种 ${RUNS} 次`)
  let run = 0
  for (const [name, groups] of Object.entries(cases)) {
    const [drawn, beside]: [number[], number[]] = [[], []]
    // the first one warms up
    for (let count = 0; count <= RUNS; count += 1) {
      run += 1
      const roundId = await prepared(cast, groups, run)
      await db().$executeRaw`ANALYZE draw_conflict, draw_party, draw_seat`
      const simple = await timed(() => plain(operator, roundId))
      const proof = { action: 'draw.run', objectId: roundId, session: '', provedAt: now() }
      await db().stepUpProof.create({ data: { id: newId(), accountId: operator.accountId, ...proof } })
      const whole = await timed(() => runDraw(operator, { roundId, version: 0 }))
      if (count > 0) drawn.push(whole)
      if (count > 0) beside.push(simple)
    }
    const { counts, ways } = await db().draw.findFirstOrThrow({ orderBy: { id: 'desc' } })
    const eligible = (counts as { eligible: number }[]).map(one => one.eligible).join('、')
    console.log(`${name}：可抽 ${eligible}，结果有 10 的 ${ways.length - 1} 次方种`)
    console.log(`  抽取到名单确定：p50 ${at(drawn, 0.5)} 毫秒，p95 ${at(drawn, 0.95)} 毫秒`)
    console.log(`  同样条件 ORDER BY random()：p50 ${at(beside, 0.5)} 毫秒，p95 ${at(beside, 0.95)} 毫秒`)
  }
  await closeDb()
}

await main()
process.exit(0)
