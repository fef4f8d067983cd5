import { firstDesk, nextStepOf, pathSteps, standInWords, waitingFor, whyClosed } from '@/lib/application/path.rules'
import type { Recommender } from '@/lib/policy/policy.schema'
import { shaoxing } from '@/lib/policy/presets/shaoxing'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { xizang } from '@/lib/policy/presets/xizang'
import type { ApplicationStatus } from '@/lib/workflow/application.machine'
import type { HistoryStep } from '@/lib/workflow/history.dto'

const day = (n: number) => new Date(Date.UTC(2026, 10, n))
/** A history from the statuses an application went through, one a day. */
const through = (...statuses: ApplicationStatus[]): HistoryStep[] =>
  statuses.map((to, index) => ({
    at: day(index + 1),
    event: 'x',
    from: statuses[index - 1] ?? null,
    to,
    who: '某人',
    office: '某处',
    opinion: null,
  }))
const seen = (...statuses: ApplicationStatus[]) =>
  pathSteps(wuhan, statuses.at(-1)!, through(...statuses)).map(step => `${step.label} ${step.state}`)

test('the way of 武汉, from the first page to the pool', () => {
  expect(seen('empty')).toEqual(['填写申请 current', '单位推荐 next', '科技局审核 next', '入库 next'])
  expect(seen('empty', 'draft', 'atUnit')).toEqual([
    '填写申请 done',
    '单位推荐 current',
    '科技局审核 next',
    '入库 next',
  ])
  expect(seen('empty', 'draft', 'atUnit', 'atBureau', 'admitted')).toEqual([
    '填写申请 done',
    '单位推荐 done',
    '科技局审核 done',
    '入库 done',
  ])
})

test('each station knows when it was passed, and since when the application lies there', () => {
  const steps = pathSteps(wuhan, 'atBureau', through('empty', 'draft', 'atUnit', 'atBureau'))
  expect(steps.map(step => step.at)).toEqual([day(3), day(4), day(4), null])
})

test('a return starts the way again; a refusal stops it where it was refused; a withdrawn one has it all before it', () => {
  expect(seen('empty', 'draft', 'atUnit', 'returned')[0]).toBe('填写申请 current')
  expect(seen('empty', 'draft', 'atUnit', 'refused')).toEqual([
    '填写申请 done',
    '单位推荐 stopped',
    '科技局审核 next',
    '入库 next',
  ])
  expect(seen('empty', 'draft', 'atUnit', 'atBureau', 'refused')[2]).toBe('科技局审核 stopped')
  expect(seen('empty', 'draft', 'atUnit', 'withdrawn').every(step => step.endsWith('next'))).toBe(true)
})

test('an authority with more stations shows them', () => {
  expect(pathSteps(shaoxing, 'empty', []).map(step => step.label)).toEqual([
    '填写申请',
    '单位推荐',
    '归口部门推荐',
    '科技局审核',
    '公示',
    '入库',
  ])
})

test.each([
  ['empty', 'begin'],
  ['draft', 'continue'],
  ['returned', 'mend'],
  ['atUnit', 'wait'],
  ['atBureau', 'wait'],
  ['proposed', 'wait'],
  ['published', 'wait'],
  ['admitted', 'done'],
  ['refused', 'restart'],
  ['withdrawn', 'restart'],
] as const)('the one thing to do: %s → %s', (status, next) => {
  expect(nextStepOf(status)).toBe(next)
})

const names = { unit: '某某医院', department: '某区科技局' }

test('where the expert chooses who recommends, the way is named after the choice once it is sent', () => {
  const labels = (recommender: Recommender, ...statuses: ApplicationStatus[]) =>
    pathSteps(xizang, statuses.at(-1)!, through(...statuses), recommender).map(step => `${step.label} ${step.state}`)
  expect(labels('unit', 'empty', 'draft')[1]).toBe('单位或市州科技局推荐 next')
  expect(labels('unit', 'empty', 'draft', 'atUnit')[1]).toBe('单位推荐 current')
  expect(labels('department', 'empty', 'draft', 'atDepartment').slice(1, 3)).toEqual([
    '归口部门推荐 current',
    '科技厅审核 next',
  ])
  expect(labels('department', 'empty', 'draft', 'atDepartment', 'refused')[1]).toBe('归口部门推荐 stopped')
})

test('a department is waited for by its name, and the bureau where it stands in', () => {
  const without = { ...names, department: null }
  expect(waitingFor(shaoxing, 'atDepartment', names)).toMatchObject({ who: '某区科技局', does: '推荐' })
  expect(waitingFor(shaoxing, 'atDepartment', without)).toMatchObject({ who: '绍兴市科学技术局', does: '代归口推荐' })
  expect([firstDesk(xizang, names, 'unit'), firstDesk(xizang, names, 'department')]).toEqual(['某某医院', '某区科技局'])
  expect(firstDesk(xizang, without, 'department')).toBe('西藏自治区科学技术厅')
})

test('拟入库 waits for a publicity that has not begun, and says so', () => {
  const steps = pathSteps(
    shaoxing,
    'proposed',
    through('empty', 'draft', 'atUnit', 'atDepartment', 'atBureau', 'proposed'),
  )
  expect(steps.map(step => `${step.label} ${step.state}`).slice(-3)).toEqual([
    '科技局审核 done',
    '待公示 current',
    '入库 next',
  ])
  expect(waitingFor(shaoxing, 'proposed', names)).toEqual({ who: '绍兴市科学技术局', does: '公示', aimDays: null })
  expect(whyClosed(shaoxing, 'proposed')).toContain('先撤回申请')
})

test('says who is waited for', () => {
  expect(waitingFor(wuhan, 'atUnit', names)).toEqual({ who: '某某医院', does: '推荐', aimDays: 5 })
  expect(waitingFor(wuhan, 'atBureau', names)).toMatchObject({ who: '武汉市科学技术局', does: '审核' })
  expect(waitingFor(wuhan, 'draft', names)).toBeNull()
  expect(firstDesk(wuhan, names)).toBe('某某医院')
})

test('content that cannot be changed says why and what to do', () => {
  for (const status of ['empty', 'draft', 'returned'] as const) expect(whyClosed(wuhan, status)).toBeNull()
  expect(whyClosed(wuhan, 'atUnit')).toContain('先撤回申请')
  expect(whyClosed(wuhan, 'refused')).toContain('重新申请')
  expect(whyClosed(wuhan, 'admitted')).toContain('更新专家信息')
  expect(whyClosed(wuhan, 'draft', 'change')).toBeNull()
  expect(whyClosed(wuhan, 'atUnit', 'change')).toContain('先撤回变更')
  expect(whyClosed(wuhan, 'refused', 'change')).toContain('库中仍是原来的信息')
  expect(whyClosed(wuhan, 'draft', 'proposal', true)).toContain('您不能修改')
  expect(whyClosed(wuhan, 'draft', 'proposal')).toBeNull()
  expect(whyClosed(wuhan, 'withdrawn', 'proposal')).toContain('需要时可以重新提出')
  expect(whyClosed(wuhan, 'withdrawn', 'proposal', true)).toContain('要更新的，请点“更新专家信息”')
  expect(whyClosed(wuhan, 'withdrawn', 'change', true)).toContain('上次填写的内容会带过去')
  expect(whyClosed(wuhan, 'atUnit', 'change')).toContain('「待单位审核」')
  expect(standInWords(shaoxing, 'change')).toContain('代为归口审核')
})

test('a change has stations of its own, ends in force, and is over in the pool', () => {
  const steps = pathSteps(shaoxing, 'atUnit', through('draft', 'atUnit'), 'unit', 'change').map(step => step.label)
  expect(steps).toEqual(['修改信息', '单位审核', '归口管理部门审核', '科技局审核', '变更生效'])
  expect(pathSteps(shaoxing, 'atBureau', [], 'unit', 'proposal').map(step => step.label)).toHaveLength(3)
  expect(nextStepOf('refused', 'change')).toBe('done')
  expect(nextStepOf('withdrawn', 'change')).toBe('done')
  expect(nextStepOf('returned', 'change')).toBe('mend')
  expect(nextStepOf('returned', 'proposal')).toBe('wait')
})
