import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { ConflictDialog } from '@/components/form/conflict-dialog'

const mine = { title: '研究员', field: '轻质合金', secret: 1, same: 'x' }
const conflict = {
  version: 4,
  data: { title: '教授', field: '', secret: 2, same: 'x' },
  savedAt: '2026-11-21T06:05:00Z',
  savedBy: '您本人',
}
const fields = [
  { name: 'title', label: '职称' },
  { name: 'field', label: '研究方向' },
  { name: 'same', label: '备注' },
]
const show = () => {
  const onSettle = jest.fn()
  render(<ConflictDialog conflict={conflict} mine={mine} fields={fields} onSettle={onSettle} />)
  return onSettle
}

test('shows only what differs, with both values, who saved and when', () => {
  show()
  expect(screen.getByRole('dialog', { name: '这一部分在别处也改过' })).toHaveTextContent(
    '2026-11-21 14:05 由您本人保存过',
  )
  expect(screen.getByRole('group', { name: '职称' })).toHaveTextContent('我的研究员另一处保存的教授')
  expect(screen.getByRole('group', { name: '研究方向' })).toHaveTextContent('未填写')
  expect(screen.queryByRole('group', { name: '备注' })).not.toBeInTheDocument()
})

test('one choice per field; what is not listed stays as on this page', async () => {
  const user = userEvent.setup()
  const onSettle = show()
  await user.click(screen.getByRole('radio', { name: /教授/ }))
  await user.click(screen.getByRole('button', { name: '按所选内容保存' }))
  expect(onSettle).toHaveBeenCalledWith({ title: '教授', field: '轻质合金', secret: 1, same: 'x' })
})

test('all at once, and Escape does not throw anything away', async () => {
  const user = userEvent.setup()
  const onSettle = show()
  await user.keyboard('{Escape}')
  expect(screen.getByRole('dialog')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: '全部用另一处的' }))
  await user.click(screen.getByRole('button', { name: '按所选内容保存' }))
  expect(onSettle).toHaveBeenCalledWith({ title: '教授', field: '', secret: 1, same: 'x' })
})
