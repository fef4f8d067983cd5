import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { z } from 'zod'
import { StepUpProvider } from '@/components/auth/step-up-provider'
import { Form } from '@/components/form/form'
import type { ActionResult } from '@/lib/access/result'

/** The edge of the server: whether the proof is good. Everything on this side is real. */
const server = { proofs: [] as string[], proved: false }
jest.mock('@/lib/auth/step-up.actions', () => ({
  viewStepUpAction: async () => ({ ok: true, data: { methods: ['totp'], phone: null, demoCode: null } }),
  sendStepUpCodeAction: async () => ({ ok: true, data: {} }),
  stepUpAction: async ({ code }: { code: string }) => {
    server.proofs.push(code)
    server.proved = code === '222222'
    return server.proved
      ? { ok: true, data: null }
      : { ok: false, code: 'invalid', message: '动态验证码不对。', fieldErrors: { code: ['动态验证码不对。'] } }
  },
}))

const deed = { action: 'unit.merge', objectId: '018f0000-0000-7000-8000-00000000000a' }
const merge = async (): Promise<ActionResult<null>> =>
  server.proved ? { ok: true, data: null } : { ok: false, code: 'stepUp', message: '请再验证一次。', deed }

beforeEach(() => Object.assign(server, { proofs: [], proved: false }))

function show() {
  render(
    <StepUpProvider>
      <Form schema={z.object({})} action={merge} defaultValues={{}} submitLabel="确认并入" success="合并已完成。">
        {null}
      </Form>
    </StepUpProvider>,
  )
  return userEvent.setup()
}

test('a wrong code is said in the dialog while the form behind waits; the right one lets it through', async () => {
  const user = show()
  await user.click(screen.getByRole('button', { name: '确认并入' }))
  const box = await screen.findByRole('textbox', { name: /动态验证码/ })
  await user.type(box, '111111')
  await user.click(screen.getByRole('button', { name: '验证并继续' }))
  expect((await screen.findAllByText('动态验证码不对。')).length).toBeGreaterThan(0)

  await user.clear(box)
  await user.type(box, '222222')
  await user.click(await screen.findByRole('button', { name: '验证并继续' }))
  expect(await screen.findByText('合并已完成。')).toBeVisible()
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(server.proofs).toEqual(['111111', '222222'])
})

test('closing the dialog leaves the form as it was and says that nothing was done', async () => {
  const user = show()
  await user.click(screen.getByRole('button', { name: '确认并入' }))
  await screen.findByRole('textbox', { name: /动态验证码/ })
  await user.click(screen.getByRole('button', { name: '关闭' }))
  expect(await screen.findByText('没有验证身份，这一步没有执行。')).toBeVisible()
  expect(await screen.findByRole('button', { name: '确认并入' })).toBeEnabled()
})
