import { defaultMembership } from '@/lib/policy/membership-policy'
import { presetNamed } from '@/lib/policy/presets/all'
import { type SelfFacts, selfCheck } from '@/lib/selfcheck/selfcheck.rules'

const policy = { ...presetNamed('demo'), membership: defaultMembership }
const good: SelfFacts = {
  production: true,
  https: true,
  captcha: true,
  scanner: true,
  unscanned: 0,
  withoutFactor: 0,
  demoAccounts: 0,
  emptyRoles: [],
  shortOfHands: [],
  idleAccounts: 0,
  unsealedLate: 0,
  guards: { on: 3, of: 3 },
  database: { superuser: false, ownsAudit: false, encrypted: true, local: false },
  clockSeconds: 0.2,
  workerAlive: true,
}
const live = (facts: SelfFacts) => selfCheck(facts, policy).filter(item => item.kind === 'live')

test('where everything is in order all that can be tested holds, and nothing is to be done', () => {
  expect(live(good).filter(item => !item.holds || item.todo)).toEqual([])
})

test('what no program can test never counts as passed (TE12)', () => {
  const others = selfCheck(good, policy).filter(item => item.kind !== 'live')
  expect(others.length).toBeGreaterThan(10)
  expect(others.every(item => item.holds === null && item.todo === undefined)).toBe(true)
})

test.each<[string, Partial<SelfFacts>, string, RegExp]>([
  ['plain http', { https: false }, '网站只用加密连接', /明文/],
  ['no captcha', { captcha: false }, '人机验证', /没有开启/],
  ['staff without a second factor', { withoutFactor: 2 }, '工作人员二次验证', /2 个账号/],
  ['demo accounts', { demoAccounts: 12 }, '没有默认账号', /12 个演示账号/],
  ['idle accounts', { idleAccounts: 1 }, '没有多余的账号', /1 个工作人员账号/],
  ['a role nobody holds', { emptyRoles: ['审计管理员'] }, '三员分立', /审计管理员/],
  ['too few people', { shortOfHands: ['单位初审、复审'] }, '连续两步由不同的人办理', /单位初审、复审/],
  ['late seals', { unsealedLate: 7 }, '审计记录及时封存', /7 条/],
  ['a guard taken off', { guards: { on: 2, of: 3 } }, '审计记录不能改、不能删', /2\/3/],
  ['the owner', { database: { ...good.database, ownsAudit: true } }, '程序使用的数据库账号', /所有者/],
  ['the superuser', { database: { ...good.database, superuser: true } }, '程序使用的数据库账号', /超级用户/],
  ['far and open', { database: { ...good.database, encrypted: false } }, '到数据库的连接', /没有加密/],
  ['a clock ahead', { clockSeconds: 5.1 }, '时间一致', /5\.1 秒/],
  ['a clock behind', { clockSeconds: -9 }, '时间一致', /9\.0 秒/],
  ['no scanner', { scanner: false }, '上传文件的病毒扫描', /没有病毒扫描服务/],
  ['a scanner that is behind', { unscanned: 3 }, '上传文件的病毒扫描', /3 个文件/],
  ['no worker', { workerAlive: false }, '后台任务在运行', /没有心跳/],
])('%s: exactly that line does not hold, and says what to do', (_, change, title, words) => {
  const short = live({ ...good, ...change }).filter(item => !item.holds)
  expect(short.map(item => item.title)).toEqual([title])
  expect(short[0]!.finding).toMatch(words)
  expect(short[0]!.todo).toBeTruthy()
})

test('a database on the same machine needs no encryption on the way', () => {
  const database = { ...good.database, encrypted: false, local: true }
  expect(live({ ...good, database }).every(item => item.holds)).toBe(true)
})
