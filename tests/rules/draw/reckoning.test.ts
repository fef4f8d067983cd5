import type { Progress } from '@/lib/draw/engine/fair/progress'
import { lastingWords, progressWords } from '@/lib/draw/reckoning.rules'

const begun: Progress = {
  ...{ phase: 'bound', people: 800, kinds: 731, part: 0, parts: 1, panels: 0, left: 1, rounds: 0 },
  ...{ attained: null, bound: null },
}

test('how long it has been, in words', () => {
  const since = new Date('2026-11-22T01:00:00Z')
  expect(lastingWords(since, new Date('2026-11-22T01:00:08Z'))).toBe('8 秒')
  expect(lastingWords(since, new Date('2026-11-22T01:01:20Z'))).toBe('1 分 20 秒')
  // two clocks
  expect(lastingWords(since, new Date('2026-11-22T00:59:59Z'))).toBe('0 秒')
})

test.each([
  [{}, '正在算最低的机会最多能有多高。候选 800 人，分 731 类。'],
  [
    { phase: 'panels', left: 0.25, bound: 0.0375 },
    '正在配出一份份名单，已配 75.0%；任何抽法的最低机会都不超过约 3.8%。候选 800 人，分 731 类。',
  ],
  [
    { phase: 'rounds', panels: 120, attained: 0.99996, part: 1, parts: 3 },
    '第 2 部分，共 3 部分：正在调匀各人的机会，已有 120 份名单，最低的机会已到目标的 99.9%。候选 800 人，分 731 类。',
  ],
  [{ phase: 'tickets' }, '正在给名单分签。候选 800 人，分 731 类。'],
] as [Partial<Progress>, string][])('how far it is: %j', (change, words) => {
  expect(progressWords({ ...begun, ...change }, true)).toBe(words)
  // whoever asked counts nobody by it
  expect(progressWords({ ...begun, ...change }, false)).not.toMatch(/\d|，/)
})

test('before anything is told it has begun', () => {
  expect(progressWords(null, false)).toBe('刚刚开始。')
})
