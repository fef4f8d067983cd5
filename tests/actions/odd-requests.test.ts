import { encode } from 'next-auth/jwt'
import { withdrawApplicationAction } from '@/lib/application/application.actions'
import { handleAuth } from '@/lib/auth/next-auth'
import { createSession } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { newId } from '@/lib/platform/ids'
import { useDatabase } from '../support/database'
import { inRequest } from '../support/next-headers'
import { newPerson } from '../support/people'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
process.env.PUBLIC_URL = 'http://127.0.0.1:3000'
useDatabase()

test('what has no JSON beside a command with a key is no failure of ours (IN1)', async () => {
  const { accountId } = await newPerson()
  const sid = await createSession(db(), { accountId, address: '127.0.0.1', userAgent: 'test' })
  const cookie = `session=${await encode({ token: { sid }, secret: env().SESSION_SECRET })}`
  const request = new Request(env().PUBLIC_URL, { headers: { origin: env().PUBLIC_URL, cookie } })
  const circle: Record<string, unknown> = {}
  circle.again = circle
  for (const odd of [5n, circle, new Map(), Symbol.iterator]) {
    const sent = { applicationId: newId(), _key: newId(), odd }
    const answer = await inRequest(request, () => withdrawApplicationAction(sent))
    expect(answer).toMatchObject({ ok: false, code: 'notFound' })
  }
})

test('a login with a body that never ends is refused before it is read', async () => {
  let sent = 0
  const body = new ReadableStream({
    pull(controller) {
      sent += 1000
      controller.enqueue(new Uint8Array(1000))
    },
  })
  const headers = { origin: env().PUBLIC_URL, 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body, duplex: 'half' }
  const request = new Request(`${env().PUBLIC_URL}/api/auth/callback/credentials`, init as RequestInit)
  const params = Promise.resolve({ nextauth: ['callback', 'credentials'] })
  expect((await inRequest(request, () => handleAuth(request, { params }))).status).toBe(400)
  expect(sent).toBeLessThan(25_000)
})
