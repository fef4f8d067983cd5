import fc from 'fast-check'
import { literally, nameSearch, poolSpec, unitSearch } from '@/lib/expert/pool.rules'
import { parseListParams } from '@/lib/platform/list-params'

describe('what somebody typed to find a person by', () => {
  test.each([
    ['zhang san', 'zhangsan'],
    ['ZhangSan', 'zhangsan'],
    ['ｚｈａｎｇ', 'zhang'],
    ["xi'an", 'xian'],
    ['lü bu', 'lvbu'],
    ['Lü', 'lv'],
    ['J. Smith-Lee', 'jsmithlee'],
  ])('%s is read as letters', (text, letters) => {
    expect(nameSearch(text)).toMatchObject({ letters })
  })

  test.each([
    ['张', '张'],
    [' 张 三 ', '张三'],
    ['张　三', '张三'],
    ['𠮷野', '𠮷野'],
    ['阿卜杜•热合曼', '阿卜杜·热合曼'],
    ['%', '%'],
    ['_', '_'],
    ['张a', '张a'],
    ['007', '007'],
  ])('%s is read as characters', (text, characters) => {
    expect(nameSearch(text)).toEqual({ characters })
  })

  test('blanks look for nobody in particular', () => {
    expect(nameSearch(' 　 ')).toBeNull()
    expect(unitSearch(' 　 ')).toBeNull()
  })

  test('whatever is typed, it is read without a failure', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        nameSearch(text)
        unitSearch(text)
      }),
    )
  })
})

test('a unit is compared however it is written; letters are also pinyin', () => {
  expect(unitSearch('（武汉）ABC')).toEqual({ key: '(武汉)abc', letters: false })
  expect(unitSearch('WHDX')).toEqual({ key: 'whdx', letters: true })
})

test('in a pattern every character stands for itself', () => {
  expect(literally('100%_\\')).toBe('100\\%\\_\\\\')
})

test('the address of the pool knows existing codes only', () => {
  const spec = poolSpec(table => ({ discipline: ['320'], title: ['231'], titleLevel: ['senior'] })[table])
  const { filters, order } = parseListParams(
    { discipline: '320', title: "231' OR 1=1", level: 'senior', name: '王' },
    spec,
  )
  expect(filters).toEqual({ name: '王', unit: '', discipline: '320', title: '', level: 'senior', status: '' })
  expect(order).toBe('desc')
})
