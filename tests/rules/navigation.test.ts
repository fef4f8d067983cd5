import { navigationFor } from '@/components/console/navigation'
import type { Actor, SignedInActor } from '@/lib/access/actor'
import { presets } from '@/lib/policy/presets/all'
import { roleActors } from '../support/role-actors'

const { wuhan, xizang } = presets
const menu = (actor: Actor | undefined, policy = wuhan) =>
  navigationFor(actor as SignedInActor, policy, policy.path.publicityDays !== null).map(({ title, items }) => [
    title ?? '',
    ...items.map(one => one.label),
  ])
const neighbour = { label: '科技项目申报', href: 'https://example.cn/apply' }
const linked = { ...wuhan.portal, neighbours: { unit: [neighbour], individual: [neighbour] } }

test('a unit has 项目管理 · 专家管理 · 用户中心, the first only where it leads somewhere (U9)', () => {
  expect(menu(roleActors.activeUnitAdmin)).toEqual([
    ['', '单位首页'],
    ['专家管理', '用户账号管理'],
    ['用户中心', '本单位人员', '单位管理员', '院系、部门', '信息更改', '账号与安全'],
  ])
  expect(menu(roleActors.activeUnitAdmin, { ...wuhan, portal: linked }).map(([title]) => title)).toEqual([
    '',
    '项目管理',
    '专家管理',
    '用户中心',
  ])
})

test('draws stand in the menu where there is something of them, whatever the rules say of new ones', () => {
  const words = (draws: boolean) =>
    navigationFor(roleActors.drawOperator as SignedInActor, wuhan, false, draws).flatMap(({ items }) =>
      items.map(one => one.label),
    )
  expect([words(true).includes('专家抽取'), words(false).includes('专家抽取')]).toEqual([true, false])
})

test('where the unit speaks first, its people are 单位从属用户管理 in 用户中心 (T2)', () => {
  expect(menu(roleActors.activeUnitAdmin, xizang).slice(1)).toEqual([
    ['专家管理', '专家推荐'],
    ['用户中心', '单位从属用户管理', '单位管理员', '院系、部门', '信息更改', '账号与安全'],
  ])
})

test('an individual has 首页 · 用户中心 · 修改单位, and the neighbours beside them (A6)', () => {
  expect(menu(roleActors.individual)).toEqual([['', '首页', '专家信息', '用户中心', '修改单位']])
  expect(menu(roleActors.individual, { ...wuhan, portal: linked }).at(-1)).toEqual(['', '科技项目申报'])
})

test.each(Object.values(presets))('$preset: no name stands in a menu twice, nor in the group of that name', policy => {
  for (const actor of Object.values(roleActors)) {
    if (!('accountId' in actor)) continue
    const groups = menu(actor, policy)
    const words = groups.flat().filter(Boolean)
    expect(words).toEqual([...new Set(words)])
  }
})
