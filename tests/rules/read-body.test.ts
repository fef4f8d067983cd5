import { readBody } from '@/lib/platform/read-body'

/** A request whose body never ends; `sent` is how much of it was asked for. */
function endless(): { request: Request; sent: () => number } {
  let sent = 0
  const body = new ReadableStream({
    pull(controller) {
      sent += 1000
      controller.enqueue(new Uint8Array(1000))
    },
  })
  const init = { method: 'POST', body, duplex: 'half' }
  return { request: new Request('http://127.0.0.1/', init as RequestInit), sent: () => sent }
}

test('a body is read to its end when it fits', async () => {
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: '甲乙' })
  expect((await readBody(request, 6))?.toString()).toBe('甲乙')
  expect(await readBody(new Request('http://127.0.0.1/', { method: 'POST', body: '甲乙' }), 5)).toBeNull()
  expect((await readBody(new Request('http://127.0.0.1/'), 5))?.length).toBe(0)
})

test('a body that never ends is read no further than allowed', async () => {
  const { request, sent } = endless()
  expect(await readBody(request, 20_000)).toBeNull()
  expect(sent()).toBeLessThan(25_000)
})
