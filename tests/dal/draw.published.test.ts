import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkPublished, type Published } from '@/lib/draw/published'
import { publishedDraw } from '@/lib/draw/published.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { brokenOf } from '@/lib/draw/seal/check'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import { type Cast, makeApproved, makeCast, makeExperts } from '../support/draw-pool'
import { nothingOf } from '../support/draw-secrets'
import { enforce } from '../support/policy'
import { prove, staffOf } from '../support/staff'
import { refusalOf } from '../support/units'

useDatabase()

let cast: Cast
let drawId: string
let requestId: string
let file: Published

beforeAll(async () => {
  await enforce('shaoxing')
  cast = await makeCast()
  const titleCode = 'TE6'
  await makeExperts(20, at => ({ titleCode, sex: at % 3 ? '1' : '2' }))
  const quotas = [{ feature: 'sex', value: '2', min: 2, max: 3 }]
  const made = await makeApproved(cast, [{ size: 5, conditions: { titles: [titleCode] }, quotas }])
  requestId = made.requestId
  await prove(cast.operator, 'draw.run', made.roundId)
  ;({ drawId } = await runDraw(cast.operator, {
    roundId: made.roundId,
    version: (await db().drawRound.findUniqueOrThrow({ where: { id: made.roundId } })).version,
  }))
})

const open = () =>
  db().drawRequest.update({ where: { id: requestId }, data: { status: 'inviting', unlockedAt: now() } })

test('as long as the names are sealed nobody gets it, and whoever asked not at all', async () => {
  expect((await refusalOf(publishedDraw(cast.manager, drawId))).code).toBe('refused')
  await open()
  for (const actor of [cast.requester, await staffOf('drawNotifier')])
    expect((await refusalOf(publishedDraw(actor, drawId))).code).toBe('notFound')
})

test('the file has no name and no id of anybody, and gives the same panel by itself (TE6)', async () => {
  const { text } = await publishedDraw(await staffOf('supervisor'), drawId)
  file = JSON.parse(text)
  const experts = await db().expert.findMany({ select: { accountId: true } })
  expect(
    await nothingOf(
      experts.map(one => one.accountId),
      text,
    ),
  ).toEqual([])
  expect(brokenOf(checkPublished(text).checks)).toEqual([])
  expect(brokenOf(checkPublished(`\ufeff${text}`).checks)).toEqual([])
  expect(file.panels.map(panel => panel.length)).toEqual([5])
  const event = await db().auditEvent.count({ where: { action: 'draw.publish', objectId: requestId } })
  expect(event).toBe(1)
})

test('one candidate, one seed, one panel or one quota changed does not come out any more', () => {
  const changed = (change: (file: Published) => void): string[] => {
    const copy = structuredClone(file)
    change(copy)
    return brokenOf(checkPublished(JSON.stringify(copy)).checks)
  }
  const other = 'f'.repeat(64)
  expect(changed(copy => copy.types[0]!.members.splice(0, 1, other))).toContain('候选名单、条件或结构要求与校验值不符')
  expect(changed(copy => copy.types[0]!.members.pop())).toContain('候选名单、条件或结构要求与校验值不符')
  expect(changed(copy => Object.assign(copy, { seed: other }))).toContain('种子与校验值不符')
  expect(changed(copy => copy.panels[0]!.splice(0, 1, other))).toContain('抽中的人与重新计算的结果不同')
  expect(changed(copy => Object.assign(copy.groups[0]!, { size: 3 })).length).toBeGreaterThan(0)
  expect(changed(copy => Object.assign(copy, { engineVersion: '0' }))[0]).toContain('请用那一版核对')
  for (const text of ['', '{', '[]', '{"format":"expert-pool-draw-1"}'])
    expect(brokenOf(checkPublished(text).checks)).toEqual(['这不是抽取记录文件，或者内容不完整'])
})

test('npm run check-draw -- file.json asks no database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'draw-'))
  const run = (content: unknown) => {
    const path = join(folder, 'file.json')
    writeFileSync(path, JSON.stringify(content))
    const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }
    const { status, stdout } = spawnSync(process.execPath, ['scripts/check-draw.mjs', path], { env, encoding: 'utf8' })
    return { status, stdout }
  }
  expect(run(file)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('相符：抽中的人。5 人，与重新计算的相同'),
  })
  expect(run({ ...file, seed: 'f'.repeat(64) })).toMatchObject({ status: 1, stdout: expect.stringContaining('不符') })
})
