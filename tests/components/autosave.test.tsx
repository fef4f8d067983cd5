import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useEffect } from 'react'
import { z } from 'zod'
import { useKitForm } from '@/components/form/form'
import { SignedOutContext } from '@/components/form/form-context'
import { FormView } from '@/components/form/form-view'
import { SaveIndicator } from '@/components/form/save-indicator'
import { TextField } from '@/components/form/text-field'
import { type Autosave, useAutosave } from '@/components/form/use-autosave'

const schema = z.object({ title: z.string(), field: z.string() })
type Sent = { version: number; data: { title: string; field: string } }
type Reply = { status: number; body: unknown } | 'no network'

/** The drafts route in a few lines: keeps a version, answers what the test wants, counts requests at the same time. */
function draftsRoute() {
  const sent: Sent[] = []
  const replies: Reply[] = []
  const state = { version: 1, atOnce: 0, most: 0, delay: 50 }
  const respond = (request: Sent): Reply => {
    const planned = replies.shift()
    if (planned) return planned
    if (request.version !== state.version)
      return {
        status: 409,
        body: { code: 'conflict', version: state.version, data: {}, savedAt: '2026-11-21T06:00:00Z' },
      }
    state.version++
    return { status: 200, body: { version: state.version, savedAt: '2026-11-21T06:05:00Z' } }
  }
  const route = async (_url: unknown, init?: { body?: unknown }) => {
    state.most = Math.max(state.most, ++state.atOnce)
    await new Promise(resolve => setTimeout(resolve, state.delay))
    state.atOnce--
    const request = JSON.parse(String(init?.body)) as Sent
    const reply = respond(request)
    if (reply === 'no network') throw new TypeError('Failed to fetch')
    sent.push(request)
    return { status: reply.status, json: async () => reply.body }
  }
  return { sent, replies, state, route }
}

let drafts: ReturnType<typeof draftsRoute>
let user: ReturnType<typeof userEvent.setup>
const original = globalThis.fetch
beforeEach(() => {
  jest.useFakeTimers()
  user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime, delay: 0 })
  drafts = draftsRoute()
  globalThis.fetch = drafts.route as typeof fetch
})
afterEach(() => {
  globalThis.fetch = original
  jest.useRealTimers()
})

let autosave: Autosave
function Section() {
  const form = useKitForm(schema, { title: '教授', field: '' })
  const saving = useAutosave({ form, url: '/api/drafts/basic', version: 1 })
  useEffect(() => {
    autosave = saving
  })
  return (
    <>
      <SaveIndicator autosave={saving} />
      <FormView form={form} action={async () => ({ ok: true, data: null })}>
        <TextField name="title" label="职称" />
        <TextField name="field" label="学科" />
      </FormView>
    </>
  )
}
const pass = (ms: number) => act(async () => jest.advanceTimersByTimeAsync(ms))
const title = () => screen.getByLabelText(/职称/)
const warns = () => {
  const event = new Event('beforeunload', { cancelable: true })
  act(() => void window.dispatchEvent(event))
  return event.defaultPrevented
}

test('saves 0.8 s after the last key, once, and says when', async () => {
  render(<Section />)
  expect(screen.getByRole('status')).toHaveTextContent('填写的内容会自动保存')
  expect(warns()).toBe(false)
  await user.type(title(), '级高工')
  expect(screen.getByRole('status')).toHaveTextContent('正在保存…')
  await pass(700)
  expect(drafts.sent).toEqual([])
  await pass(200)
  expect(drafts.sent).toEqual([{ version: 1, data: { title: '教授级高工', field: '' } }])
  expect(screen.getByRole('status')).toHaveTextContent('已保存 14:05')
  await pass(60_000)
  expect(drafts.sent).toHaveLength(1)
  expect(warns()).toBe(false)
})

test('somebody who never stops typing is saved every five seconds', async () => {
  render(<Section />)
  await user.click(title())
  for (let key = 0; key < 24; key++) {
    await user.keyboard('a')
    await pass(500)
  }
  expect(drafts.sent.length).toBeGreaterThanOrEqual(2)
  expect(drafts.sent.map(one => one.version)).toEqual(drafts.sent.map((_, index) => index + 1))
})

test('leaving a field saves at once; one request at a time; versions follow each other', async () => {
  drafts.state.delay = 2_000
  render(<Section />)
  await user.type(title(), 'x')
  await user.tab()
  await user.keyboard('材料')
  await user.tab()
  expect(drafts.sent).toEqual([])
  await pass(10_000)
  expect(drafts.state.most).toBe(1)
  expect(drafts.sent.map(one => one.version)).toEqual([1, 2])
  expect(drafts.sent.at(-1)?.data).toEqual({ title: '教授x', field: '材料' })
})

test('a broken network is said, warned of on closing, and tried again with growing pauses', async () => {
  drafts.replies.push('no network', 'no network')
  render(<Section />)
  await user.type(title(), 'x')
  await pass(900)
  expect(screen.getByRole('status')).toHaveTextContent('没有保存成功，正在重试')
  expect(warns()).toBe(true)
  await pass(5_000)
  expect(screen.getByRole('status')).toHaveTextContent('已保存')
  expect(drafts.sent).toEqual([{ version: 1, data: { title: '教授x', field: '' } }])
})

test('a server in trouble counts as a broken network, 重试 tries at once', async () => {
  drafts.replies.push({ status: 503, body: null })
  render(<Section />)
  await user.type(title(), 'x')
  await pass(900)
  await user.click(screen.getByRole('button', { name: '重试' }))
  await pass(100)
  expect(screen.getByRole('status')).toHaveTextContent('已保存')
})

test('a save from elsewhere stops saving until it is settled; then the form is saved on top of it', async () => {
  const theirs = {
    version: 7,
    data: { title: '研究员', field: '材料' },
    savedAt: '2026-11-21T06:00:00Z',
    savedBy: '您本人',
  }
  drafts.replies.push({ status: 409, body: { code: 'conflict', ...theirs } })
  render(<Section />)
  await user.type(title(), 'x')
  await pass(900)
  expect(autosave.conflict).toEqual(theirs)
  expect(screen.getByRole('status')).toHaveTextContent('在别处也改过')
  await user.type(title(), 'y')
  await pass(30_000)
  expect(drafts.sent).toHaveLength(1)

  drafts.state.version = 7
  act(() => autosave.settle({ title: '教授xy', field: '材料' }))
  await pass(100)
  expect(drafts.sent.at(-1)).toEqual({ version: 7, data: { title: '教授xy', field: '材料' } })
  expect(screen.getByLabelText(/学科/)).toHaveValue('材料')
  expect(screen.getByRole('status')).toHaveTextContent('已保存')
})

test('an ended session opens the login once and goes on afterwards', async () => {
  drafts.replies.push({ status: 401, body: { code: 'signedOut' } })
  const opened: Array<() => void> = []
  render(
    <SignedOutContext.Provider value={signedIn => opened.push(signedIn)}>
      <Section />
    </SignedOutContext.Provider>,
  )
  await user.type(title(), 'x')
  await pass(900)
  await user.type(title(), 'y')
  await user.tab()
  await pass(30_000)
  expect(opened).toHaveLength(1)
  expect(drafts.sent).toHaveLength(1)
  expect(warns()).toBe(true)
  act(() => opened[0]!())
  await pass(100)
  expect(drafts.sent.at(-1)?.data.title).toBe('教授xy')
})

test('what the schema refuses is not sent again until it changes', async () => {
  drafts.replies.push({ status: 422, body: { code: 'invalid', fieldErrors: { title: ['太长'] } } })
  render(<Section />)
  await user.type(title(), 'x')
  await pass(900)
  expect(autosave.fieldErrors).toEqual({ title: ['太长'] })
  await user.tab()
  await pass(10_000)
  expect(drafts.sent).toHaveLength(1)
  await user.type(title(), '{Backspace}{Backspace}')
  await pass(900)
  expect(drafts.sent).toHaveLength(2)
  expect(screen.getByRole('status')).toHaveTextContent('已保存')
})

test('flush answers whether everything is on the server', async () => {
  render(<Section />)
  await user.type(title(), 'x')
  let saved: Promise<boolean> | undefined
  act(() => {
    saved = autosave.flush()
  })
  await pass(100)
  await expect(saved).resolves.toBe(true)
  drafts.replies.push('no network')
  await user.type(title(), 'y')
  act(() => {
    saved = autosave.flush()
  })
  await pass(100)
  await expect(saved).resolves.toBe(false)
})
