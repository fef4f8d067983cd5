import type { StaffActor } from '@/lib/access/actor'
import { db } from '@/lib/platform/db'
import { viewSelfCheck } from '@/lib/selfcheck/selfcheck.dal'
import { useDatabase } from '../support/database'
import { makeReviewer, refusalOf } from '../support/units'

useDatabase()

test('an administrator reads what holds right now, in numbers without names; a reviewer does not', async () => {
  const reviewer = await makeReviewer('沈鉴')
  expect((await refusalOf(viewSelfCheck(reviewer))).code).toBe('notFound')
  const auditor: StaffActor = { ...reviewer, roles: ['auditAdmin'] }
  const finding = async (title: string) => (await viewSelfCheck(auditor)).items.find(item => item.title === title)!
  expect(await finding('审计记录不能改、不能删')).toMatchObject({
    holds: true,
    finding: expect.stringContaining('4/4'),
  })
  expect(await finding('时间一致')).toMatchObject({ holds: true })
  expect(await finding('到数据库的连接')).toMatchObject({ holds: true })
  expect(JSON.stringify((await viewSelfCheck(auditor)).items)).not.toContain('沈鉴')

  const before = await finding('没有默认账号')
  await db().account.update({ where: { id: reviewer.accountId }, data: { isDemo: true } })
  const after = await finding('没有默认账号')
  expect([before.holds, after.holds, after.finding]).toEqual([true, false, '有 1 个演示账号，密码是公开的。'])
})
