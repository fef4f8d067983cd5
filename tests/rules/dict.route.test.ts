import fc from 'fast-check'
import { GET } from '@/app/api/dict/[dict]/route'

type Body = { message?: string; version?: string; entries?: { code: string; name: string; path: string[] }[] }

async function ask(dict: string, query = '', headers: Record<string, string> = {}) {
  const response = await GET(new Request(`http://localhost/api/dict/x${query}`, { headers }), {
    params: Promise.resolve({ dict }),
  })
  const text = await response.text()
  return { response, body: (text === '' ? {} : JSON.parse(text)) as Body }
}

const codes = (body: Body) => body.entries?.map(entry => entry.code)

test('without a question it answers the roots', async () => {
  const { response, body } = await ask('discipline')
  expect(response.status).toBe(200)
  expect(body.entries).toHaveLength(62)
})

test('parent, q and codes', async () => {
  expect(codes((await ask('region', '?parent=420000')).body)).toContain('420100')
  expect(codes((await ask('discipline', `?q=${encodeURIComponent('群论')}`)).body)).toEqual(['1102115'])
  expect((await ask('region', '?codes=420106,zz,110101')).body.entries).toEqual([
    expect.objectContaining({ code: '420106', path: ['湖北省', '武汉市', '武昌区'] }),
    expect.objectContaining({ code: '110101', path: ['北京市', '东城区'] }),
  ])
  expect(codes((await ask('title', '?parent=080')).body)).toContain('X081')
})

test('answers may be kept, and are checked by their version', async () => {
  const { response } = await ask('discipline', '?q=shu')
  const etag = response.headers.get('etag') ?? ''
  expect(response.headers.get('cache-control')).toMatch(/^public, max-age=\d+/)
  expect(etag).toMatch(/^W\/"[0-9a-f]{16}"$/)
  const again = await ask('discipline', '?q=shu', { 'if-none-match': etag })
  expect(again.response.status).toBe(304)
  expect((await ask('discipline', '?q=shu', { 'if-none-match': 'W/"other"' })).response.status).toBe(200)
})

test.each([
  ['nothing', '', 404, '没有这个代码表。'],
  ['__proto__', '', 404, '没有这个代码表。'],
  ['constructor', '?q=a', 404, '没有这个代码表。'],
  ['region', '?parent=999999', 404, '没有这个代码。'],
  ['region', '?parent=', 400, '代码由 1 到 20 位字母或数字组成。'],
  ['region', '?parent=%00', 400, '代码由 1 到 20 位字母或数字组成。'],
  ['region', '?parent=420000&parent=430000', 400, '请只用 parent、q、codes 中的一个来查询。'],
  ['region', '?q=a&parent=420000', 400, '请只用 parent、q、codes 中的一个来查询。'],
  ['region', '?q[]=a', 400, '请只用 parent、q、codes 中的一个来查询。'],
  ['region', '?__proto__=a', 400, '请只用 parent、q、codes 中的一个来查询。'],
  ['region', `?q=${'a'.repeat(41)}`, 400, '搜索的内容最多 40 个字。'],
  ['region', '?q=a%00', 400, '搜索的内容里有看不见的字符，请重新输入。'],
  ['region', `?codes=${Array.from({ length: 51 }, (_, n) => n).join(',')}`, 400, '一次最多查 50 个代码。'],
  ['region', `?codes=${'1'.repeat(5000)}`, 400, '一次最多查 50 个代码。'],
  ['region', '?codes=1,,2', 400, '代码由 1 到 20 位字母或数字组成。'],
])('%s%.40s → %i %s', async (dict, query, status, message) => {
  const { response, body } = await ask(dict, query)
  expect(response.status).toBe(status)
  expect(body).toEqual({ message })
  expect(response.headers.get('cache-control')).toBe('no-store')
})

test('searches end at 50 rows', async () => {
  expect((await ask('discipline', `?q=${encodeURIComponent('学')}`)).body.entries).toHaveLength(50)
})

test('no address makes it fail', async () => {
  const odd = fc.string({ unit: 'binary', maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('discipline', 'region', 'x'),
      fc.constantFrom('q', 'parent', 'codes', ''),
      odd,
      async (dict, key, value) => {
        const query = new URLSearchParams([[key, value]])
        const { response } = await ask(dict, `?${query}`)
        expect([200, 400, 404]).toContain(response.status)
      },
    ),
  )
})
