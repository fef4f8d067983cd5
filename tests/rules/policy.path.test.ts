import { departmentFor, desksOf } from '@/lib/policy/desk.rules'
import { acceptedDocuments, fileLimits, statusMeanings } from '@/lib/policy/guide.rules'
import { expertPath, unitAim } from '@/lib/policy/path.rules'
import { presets } from '@/lib/policy/presets/all'

const { wuhan, xizang, shaoxing, demo } = presets
const labels = (steps: { label: string }[]) => steps.map(step => step.label)

test('the way into the pool is the policy’s: desks in their order, in its own words', () => {
  expect(labels(expertPath(wuhan))).toEqual(['个人注册', '申请成为专家', '单位推荐', '科技局审核'])
  expect(labels(expertPath(xizang))).toEqual([
    '个人注册',
    '完善信息',
    '申请成为专家',
    '单位或市州科技局推荐',
    '科技厅审核',
  ])
  expect(labels(expertPath(shaoxing)).slice(-2)).toEqual(['科技局审核', '公示入库'])
  expect(expertPath(shaoxing).at(-1)).toMatchObject({ note: '7 天' })
  expect(
    expertPath({ ...wuhan, path: { ...wuhan.path, aims: { ...wuhan.path.aims, unit: 3, bureau: 9 } } })[2],
  ).toMatchObject({
    note: '一般 3 个工作日',
  })
})

test('how long a unit waits', () => {
  expect([unitAim(wuhan), unitAim(xizang)]).toEqual(['一般 2 个工作日内审核', '工作时间一般 20 分钟内审核'])
})

test('the guide names the statuses that can occur, with their literal labels', () => {
  expect(labels(statusMeanings(wuhan))).toEqual([
    '信息未填写',
    '填写中',
    '待单位推荐',
    '待科技局审核',
    '退回修改',
    '审核通过',
    '审核不通过',
    '已撤回',
  ])
  expect(labels(statusMeanings(demo))).toEqual(expect.arrayContaining(['待归口部门推荐', '拟入库', '公示中']))
})

test('what to have at hand', () => {
  expect(acceptedDocuments(wuhan)).toEqual(['中国大陆居民身份证', '港澳台居民往来内地通行证', '外籍人员护照'])
  expect(fileLimits(wuhan, 'evidence')).toBe('PDF、JPG、PNG，不超过 10 MB')
  expect(fileLimits(wuhan, 'nothing')).toBeNull()
})

test('every text that is shown is there for every authority', () => {
  for (const policy of Object.values(presets)) {
    expect(policy.authority.contacts.length).toBeGreaterThan(0)
    for (const tiles of Object.values(policy.portal.tiles)) expect(tiles.length).toBeGreaterThan(0)
  }
})

test('the desks follow the choice of the expert where he has one, and only there', () => {
  expect([desksOf(wuhan, 'unit'), desksOf(wuhan, 'department')]).toEqual([wuhan.path.desks, wuhan.path.desks])
  expect([desksOf(xizang, 'unit'), desksOf(xizang, 'department')]).toEqual([
    ['unit', 'bureau'],
    ['department', 'bureau'],
  ])
  expect(desksOf(shaoxing, 'department')).toEqual(['unit', 'department', 'bureau'])
  expect(labels(statusMeanings(xizang))).toEqual(expect.arrayContaining(['待单位推荐', '待归口部门推荐']))
})

test('a unit outside the city has the bureau as its department, whatever was assigned (S§6)', () => {
  const unit = (regionCode: string) => departmentFor(shaoxing, { regionCode, departmentId: 'd' })
  expect([unit('330602'), unit('330106'), unit('420106')]).toEqual(['d', null, null])
  expect(departmentFor(shaoxing, { regionCode: '330602', departmentId: null })).toBeNull()
  const open = { ...shaoxing, terms: { ...shaoxing.terms, insideRegions: [] } }
  expect(departmentFor(open, { regionCode: '420106', departmentId: 'd' })).toBe('d')
})
