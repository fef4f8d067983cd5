import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { z } from 'zod'
import { FormDialog } from '@/components/form/form-dialog'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { makeRouter } from '../support/app-router'

const schema = z.object({ id: z.string() })

test('beside a deed that begins with 取消 the way back is 返回, so that no two buttons of a window say 取消', async () => {
  render(
    <FormDialog
      schema={schema}
      values={{ id: 'a' }}
      action={async () => ({ ok: true as const, data: null })}
      button="取消评审…"
      title="取消这次评审？"
      label="取消评审"
      submitLabel="取消评审"
      grave
    />,
    { wrapper: makeRouter().wrapper },
  )
  await userEvent.click(screen.getByRole('button', { name: '取消评审…' }))
  const buttons = within(await screen.findByRole('dialog')).getAllByRole('button')
  expect(buttons.map(button => button.textContent).filter(Boolean)).toEqual(['取消评审', '返回'])
  expect(buttons.find(button => button.textContent === '取消评审')).toHaveClass('bg-danger')
})

test('a question asks the same way, and says 取消 beside every other deed', () => {
  const ask = (confirmLabel: string) => (
    <ConfirmDialog open onOpenChange={() => {}} title="？" confirmLabel={confirmLabel} onConfirm={() => {}} />
  )
  const { rerender } = render(ask('取消这一批'))
  expect(screen.getByRole('button', { name: '返回' })).toBeInTheDocument()
  rerender(ask('停用'))
  expect(screen.getByRole('button', { name: '取消' })).toBeInTheDocument()
})
