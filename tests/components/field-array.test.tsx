import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { z } from 'zod'
import { FieldArray } from '@/components/form/field-array'
import { TextField } from '@/components/form/text-field'
import { showForm } from './show-form'

const schema = z.object({
  works: z.array(z.object({ unit: z.string().min(1, '请填写单位') })).min(1, '请至少填写一段工作经历'),
})
const show = (works: Array<{ unit: string }>, max?: number) =>
  showForm(
    <FieldArray
      name="works"
      label="工作简历"
      itemLabel="段经历"
      addLabel="添加一段经历"
      empty={{ unit: '' }}
      max={max}
      required
    >
      {row => <TextField name={row.at('unit')} label="单位" required />}
    </FieldArray>,
    { works },
    schema,
  )
const values = () => screen.queryAllByLabelText<HTMLInputElement>(/单位/).map(box => box.value)

test('a new row has the focus; rows are sent in their order', async () => {
  const user = userEvent.setup()
  const { sent } = show([{ unit: '甲' }, { unit: '乙' }])
  await user.click(screen.getByRole('button', { name: '添加一段经历' }))
  await waitFor(() => expect(screen.getAllByLabelText(/单位/)[2]).toHaveFocus())
  await user.keyboard('丙')
  await user.click(screen.getByRole('button', { name: '上移第 3 段经历' }))
  await user.click(screen.getByRole('button', { name: '下移第 1 段经历' }))
  expect(values()).toEqual(['丙', '甲', '乙'])
  await user.click(screen.getByRole('button', { name: '提交' }))
  await screen.findByText('已保存。')
  expect(sent).toEqual([{ works: [{ unit: '丙' }, { unit: '甲' }, { unit: '乙' }] }])
})

test('a removed row can be brought back with what was typed', async () => {
  const user = userEvent.setup()
  show([{ unit: '甲' }, { unit: '乙' }])
  await user.type(screen.getAllByLabelText(/单位/)[0]!, '研究所')
  await user.click(screen.getByRole('button', { name: '删除第 1 段经历' }))
  expect(values()).toEqual(['乙'])
  const undo = screen.getByRole('button', { name: '撤销删除' })
  expect(undo).toHaveFocus()
  await user.click(undo)
  expect(values()).toEqual(['甲研究所', '乙'])
  expect(screen.queryByText(/已删除/)).not.toBeInTheDocument()
})

test('errors name the row; an empty list leads to the add button; a full one says so', async () => {
  const user = userEvent.setup()
  show([{ unit: '甲' }, { unit: '' }], 2)
  expect(screen.getByRole('button', { name: '添加一段经历' })).toBeDisabled()
  expect(screen.getByText('最多 2 条，删除一条后可再添加')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: '提交' }))
  const summary = await screen.findByRole('alert')
  await user.click(within(summary).getByRole('link', { name: '第 2 段经历：单位：请填写单位' }))
  expect(screen.getAllByLabelText(/单位/)[1]).toHaveFocus()

  await user.click(screen.getByRole('button', { name: '删除第 2 段经历' }))
  await user.click(screen.getByRole('button', { name: '删除第 1 段经历' }))
  await user.click(screen.getByRole('button', { name: '提交' }))
  await user.click(await screen.findByRole('link', { name: '工作简历：请至少填写一段工作经历' }))
  expect(screen.getByRole('button', { name: '添加一段经历' })).toHaveFocus()
})
