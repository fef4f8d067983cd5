import { checkOf, type DrawTask, drawFrom } from '@/lib/draw/reckon'
import { fairCheckOf } from '@/lib/draw/reckon-fair'
import { reckonCheck, reckonDraw, reckonFair } from '@/lib/draw/reckon-place'
import { threadOf } from '@/lib/platform/worker-thread'
import { beside } from '../../support/beside'

const idOf = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`

/** Three groups that overlap, with quotas, and units that hold several of them together. */
function task(people: number, units: number): DrawTask {
  const levels = ['senior', 'deputy', 'middle']
  const places = [[0], [1], [2], [0, 1], [1, 2], [0, 2]]
  const types = places.flatMap((panels, place) =>
    levels.map((titleLevel, level) => {
      const ids = Array.from({ length: people }, (_, at) => at).filter(at => at % 18 === place * 3 + level)
      return { panels, features: { titleLevel }, expertIds: ids.map(idOf), units: ids.map(at => `u${at % units}`) }
    }),
  )
  const panels = ['甲', '乙', '丙'].map((name, at) => ({
    ...{ groupId: null, name, size: 2 + (at % 2), alternates: 0, conditions: {} as never },
    quotas: [{ feature: 'titleLevel', value: 'senior', min: 1, max: 2 }],
    caps: [{ feature: 'unit', most: 1 }],
  }))
  return { panels, caps: [], types, seed: 'ab'.repeat(32), salt: 'cd'.repeat(32) }
}
const rules = { perUnit: 1, newcomers: 0, oddPanels: false, first: true }

afterAll(() => {
  for (const lane of ['draws', 'checks']) threadOf('lib/draw/reckon-thread.ts', lane).stop()
})

test('a large draw and its check are reckoned beside the process, and come out the same as in it', async () => {
  const large = task(2_100, 700)
  const drawn = await beside(() => reckonDraw(large))
  expect(drawn.answer.why).toBeNull()
  expect(drawn.answer).toEqual(drawFrom(large))
  expect([drawn.asked, drawn.answered]).toEqual([1, 1])
  const { seed: _seed, salt: _salt, ...asked } = large
  const checked = await beside(() => reckonCheck({ ...asked, rules }))
  expect(checked.answer).toMatchObject({ state: 'yes', change: null })
  expect(checked.answer).toEqual(checkOf({ ...asked, rules }))
  expect([checked.asked, checked.answered]).toEqual([1, 1])
})

test('the check of a fair lottery is reckoned beside the process too, and comes out the same as in it', async () => {
  const { seed: _seed, salt: _salt, ...asked } = task(400, 97)
  const fair = { ...asked, rules, method: 'leximin' as const }
  const { answer, ...thread } = await beside(() => reckonFair(fair))
  expect(answer).toEqual(await fairCheckOf(fair))
  expect(answer).toMatchObject({ state: 'yes', left: 0 })
  expect(thread).toEqual({ asked: 1, answered: 1 })
})

test('a check of a fair lottery whose thread is lost is reckoned by the next', async () => {
  const { seed: _seed, salt: _salt, ...asked } = task(180, 97)
  const checking = reckonFair({ ...asked, rules, method: 'maximin' })
  threadOf('lib/draw/reckon-thread.ts', 'checks').stop()
  expect(await checking).toMatchObject({ state: 'yes' })
})

test('a small one is reckoned at once, and no thread is started for it', async () => {
  const { panels, types, ...rest } = task(180, 97)
  const alone = types.filter(one => one.panels.join() === '0')
  const { answer, asked } = await beside(() => reckonDraw({ ...rest, panels: panels.slice(0, 1), types: alone }))
  expect(answer.why).toBeNull()
  expect(asked).toBe(0)
})

test('what few steps do not settle is reckoned with all of them, few people or not', async () => {
  const few = task(1_000, 97)
  const { answer, ...thread } = await beside(() => reckonDraw(few))
  expect(answer).toEqual(drawFrom(few))
  expect(answer.why).toBeNull()
  expect(thread).toEqual({ asked: 1, answered: 1 })
})

test('where the thread is lost the draw comes out all the same', async () => {
  const large = task(2_100, 700)
  const drawing = reckonDraw(large)
  threadOf('lib/draw/reckon-thread.ts', 'draws').stop()
  expect(await drawing).toEqual(drawFrom(large))
})
