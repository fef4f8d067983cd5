import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { ContributeButton } from '@/components/draw/seal-contribute'
import { commitmentOf } from '@/lib/draw/seal/ceremony'
import { makeRouter } from '../support/app-router'

// what a server does is tested with the database; here it is what leaves the browser
const sent: Record<string, unknown>[] = []
jest.mock('@/lib/draw/seal.actions', () => ({
  contributeAction: async (input: Record<string, unknown>) => {
    sent.push(input)
    return { ok: true, data: { shown: false } }
  },
}))

const number = 'CQ2026-0012-1-1'
const sealId = '0198c0de-0000-7000-8000-000000000001'
const opened = async () => {
  sent.length = 0
  render(<ContributeButton {...{ sealId, number, role: 'bureau' }} />, { wrapper: makeRouter().wrapper })
  await userEvent.click(screen.getByRole('button', { name: '交一份内容…' }))
  return within(await screen.findByRole('dialog'))
}
const words = /^内容/

describe('one’s own part of the three', () => {
  test('kept by the system: words, nonce and the hash of both', async () => {
    const dialog = await opened()
    await userEvent.type(dialog.getByRole('textbox', { name: words }), ' 春眠不觉晓 ')
    await userEvent.click(dialog.getByRole('button', { name: '提交' }))
    await waitFor(() => expect(sent).toHaveLength(1))
    const { nonce, contribution, commitment } = sent[0] as Record<'nonce' | 'contribution' | 'commitment', string>
    expect(contribution).toBe('春眠不觉晓')
    expect(nonce).toMatch(/^[0-9a-f]{64}$/)
    expect(commitment).toBe(commitmentOf(number, 'bureau', { nonce, contribution }))
    expect(sent[0]).toMatchObject({ sealId, role: 'bureau', keeper: 'system' })
  })

  test('kept by himself: the hash alone leaves the browser, and not before he has his slip', async () => {
    const dialog = await opened()
    await userEvent.click(dialog.getByRole('button', { name: '随机生成' }))
    const box = dialog.getByRole<HTMLTextAreaElement>('textbox', { name: words })
    expect(box.value).toMatch(/^[0-9a-f]{32}$/)
    await userEvent.click(dialog.getByRole('radio', { name: /自己保管/ }))
    await userEvent.click(dialog.getByRole('button', { name: '提交' }))
    expect((await dialog.findAllByText(/没有留底就不能公开/)).length).toBeGreaterThan(0)
    expect(sent).toEqual([])
    const slip = dialog.getByText(/随机码：/).textContent!
    await userEvent.click(dialog.getByRole('checkbox', { name: /已经复制或抄下留底/ }))
    await userEvent.click(dialog.getByRole('button', { name: '提交' }))
    await waitFor(() => expect(sent[0]).toMatchObject({ keeper: 'self', nonce: null, contribution: null }))
    expect(JSON.stringify(sent[0])).not.toContain(box.value)
    const [, contribution] = /内容：(.*)/.exec(slip)!
    const [, nonce] = /随机码：(.*)/.exec(slip)!
    expect(sent[0]!.commitment).toBe(commitmentOf(number, 'bureau', { nonce: nonce!, contribution: contribution! }))
  })

  test('nothing, and somebody’s number, are not sent', async () => {
    const dialog = await opened()
    await userEvent.click(dialog.getByRole('button', { name: '提交' }))
    expect((await dialog.findAllByText(/请填写内容/)).length).toBeGreaterThan(0)
    await userEvent.type(dialog.getByRole('textbox', { name: words }), '19900001234')
    await userEvent.click(dialog.getByRole('button', { name: '提交' }))
    expect(sent).toEqual([])
  })
})
