import { WorkerThread } from '@/lib/platform/worker-thread'

type Task = { say?: string; fail?: string; end?: true; spin?: true }

const thread = new WorkerThread<Task, string>('tests/support/echo-thread.ts')
afterAll(() => thread.stop())

test('it answers in the order it was asked, says how far it is, and passes errors on', async () => {
  const said: unknown[] = []
  const all = [
    thread.ask({ say: 'one' }),
    thread.ask({ fail: 'two' }),
    thread.ask({ say: 'three' }, { said: one => said.push(one) }),
  ]
  const [one, two, three] = await Promise.allSettled(all)
  expect(one).toEqual({ status: 'fulfilled', value: 'one' })
  expect(two).toMatchObject({ status: 'rejected', reason: { name: 'RangeError', message: 'two' } })
  expect(three).toEqual({ status: 'fulfilled', value: 'three' })
  expect(said).toEqual(['begun'])
})

test('one that ends fails what it was doing, and what waits is done by the next', async () => {
  const [ended, after] = await Promise.allSettled([thread.ask({ end: true }), thread.ask({ say: 'after' })])
  expect(ended.status).toBe('rejected')
  expect(after).toEqual({ status: 'fulfilled', value: 'after' })
})

test('who gives up is told at once, though it would go on for ever; what was called off before it began is never begun', async () => {
  const [control, other] = [new AbortController(), new AbortController()]
  const spinning = thread.ask({ spin: true }, { signal: control.signal, said: () => control.abort() })
  const waiting = thread.ask({ end: true }, { signal: other.signal })
  const after = thread.ask({ say: 'after' })
  other.abort()
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  await expect(spinning).rejects.toMatchObject({ name: 'AbortError' })
  expect(await after).toBe('after')
  await expect(thread.ask({ say: 'late' }, { signal: control.signal })).rejects.toMatchObject({ name: 'AbortError' })
})

test('one that is stopped refuses what waits, and starts anew when it is asked', async () => {
  const waiting = thread.ask({ spin: true })
  thread.stop()
  await expect(waiting).rejects.toThrow('stopped')
  expect(await thread.ask({ say: 'again' })).toBe('again')
})
