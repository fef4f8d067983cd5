import { GET } from '@/app/api/units/route'
import { spend } from '@/lib/auth/limits'
import { useDatabase } from '../support/database'
import { inRequest } from '../support/next-headers'
import { unitOf } from '../support/units'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
useDatabase()

const ask = (query: string, address = '192.0.2.1') => {
  const request = new Request(`http://127.0.0.1:3000/api/units${query}`, { headers: { 'x-forwarded-for': address } })
  return inRequest(request, () => GET(request, { params: Promise.resolve({}) }))
}

test('anybody finds approved units; nothing else than name, day and the end of the code leaves the server', async () => {
  const { unitId } = await unitOf('active', '示范江城第一医院')
  const response = await ask(`?q=${encodeURIComponent('江城')}`)
  expect(response.headers.get('cache-control')).toBe('no-store')
  const { units, more } = await response.json()
  expect(more).toBe(false)
  expect(units).toEqual([
    {
      id: unitId,
      name: '示范江城第一医院',
      region: '武汉市武昌区',
      registeredOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      codeTail: expect.stringMatching(/^.{4}$/),
    },
  ])
})

test.each(['', '?q=', '?q=%00%00', '?q=%ED%A0%80x', '?q=a&q=b', '?q[]=1', `?q=${'x'.repeat(50_000)}`])(
  'an odd question (%.12s) is answered with nothing',
  async query => {
    const response = await ask(query, '192.0.2.2')
    expect([response.status, await response.json()]).toMatchObject([200, { units: [], total: 0, more: false }])
  },
)

test('one address cannot ask without end; others still can', async () => {
  await spend('unitSearchAddress', '192.0.2.3', 300)
  const refused = await ask('?q=江城', '192.0.2.3')
  expect([refused.status, (await refused.json()).message]).toEqual([429, expect.stringContaining('操作太频繁')])
  expect((await ask('?q=江城', '192.0.2.4')).status).toBe(200)
})

test('whoever tries all beginnings is stopped long before he has seen them; a further page costs five (AU3)', async () => {
  await unitOf('active', '示范江城第三医院')
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const beginnings = letters.flatMap(first => letters.map(second => first + second))
  let answered = 0
  for (const beginning of beginnings) {
    if ((await ask(`?q=${beginning}`, '192.0.2.5')).status !== 200) break
    answered += 1
  }
  expect(answered).toBe(300)
  await spend('unitSearchAddress', '192.0.2.6', 296)
  expect((await ask('?q=sf&page=2', '192.0.2.6')).status).toBe(429)
  await spend('unitSearchDay', '192.0.2.7', 6000)
  expect((await ask('?q=sf', '192.0.2.7')).status).toBe(429)
})
