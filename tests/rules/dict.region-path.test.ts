import { entriesOf } from '@/lib/dict/all'
import { regionPath } from '@/lib/dict/region-path'
import { entry } from '@/lib/dict/tree'

test('the way by the code alone is the way in the table, for every region', () => {
  const wayInTable = (code: string): string[] => {
    const parent = entry('region', code)?.parent
    return parent ? [...wayInTable(parent), code] : [code]
  }
  const regions = entriesOf('region')
  expect(regions.length).toBeGreaterThan(3000)
  expect(regions.filter(({ code }) => regionPath(code).join() !== wayInTable(code).join())).toEqual([])
})

test('anything else has no way', () => {
  expect(['', '42', '4201061', 'abcdef', '０４２０１０６'].map(regionPath)).toEqual([[], [], [], [], []])
})
