import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createRef } from 'react'
import { AuthRulesProvider } from '@/components/auth/auth-rules'
import { Captcha, type CaptchaHandle } from '@/components/auth/captcha'

let served = 0
beforeEach(() => {
  served = 0
  globalThis.fetch = async () => {
    served += 1
    return {
      json: async () => ({ kind: 'arithmetic', id: `q-${served}`, picture: 'data:image/png;base64,' }),
    } as Response
  }
})

function show(shown: boolean) {
  const ref = createRef<CaptchaHandle>()
  render(
    <AuthRulesProvider passwordMode="dengbao" captcha="arithmetic">
      <Captcha ref={ref} shown={shown} />
    </AuthRulesProvider>,
  )
  return async () => act(async () => ref.current!.solve())
}
const box = () => screen.findByPlaceholderText('请输入图片验证码')

test('a sum is answered once; then another picture comes and the box is empty', async () => {
  const solve = show(true)
  await waitFor(() => expect(served).toBe(1))
  expect(await solve()).toBeNull()
  await userEvent.type(await box(), '8')
  expect(await solve()).toBe('q-1.8')
  await waitFor(() => expect(served).toBe(2))
  expect(await box()).toHaveValue('')
  await userEvent.click(screen.getByRole('button', { name: '换一张' }))
  await waitFor(() => expect(served).toBe(3))
  await userEvent.type(await box(), '3')
  expect(await solve()).toBe('q-3.3')
})

test('it can be heard; where it is not wanted yet it is not there', async () => {
  const solve = show(false)
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument()
  expect(await solve()).toBeNull()
  expect(await box()).toBeInTheDocument()
  await userEvent.click(await screen.findByRole('button', { name: '听一遍' }))
  expect(document.querySelector('audio')).toHaveAttribute('src', expect.stringContaining('/api/captcha/audio?id=q-1'))
})
