import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { sendThroughKills } from '../support/outbox'
import { TestGateway } from '../support/test-gateway'

useDatabase()
const gateway = new TestGateway()

beforeAll(async () => {
  await gateway.open()
  Object.assign(process.env, { SMS_ADAPTER: 'http', SMS_HTTP_URL: gateway.url })
})
afterAll(() => gateway.close())

test('fifty workers killed in the middle of sending lose nothing and send nothing under another id (DU5)', async () => {
  const ids = await sendThroughKills(gateway, 50)
  expect(ids).toHaveLength(150)
  expect([...gateway.delivered.keys()].sort()).toEqual([...ids].sort())
  expect(await db().message.count({ where: { id: { in: ids }, status: 'sent' } })).toBe(150)
  expect(await brokenInvariants()).toEqual([])
}, 900_000)
