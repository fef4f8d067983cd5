import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Profiler } from 'react'
import { PeopleField } from '@/components/form/people-field'
import { showForm } from './show-form'

const person = (name: string, self = false, unit = '') => ({ name, unit, self })
const show = (authors: unknown[], props: Partial<Parameters<typeof PeopleField>[0]> = {}) =>
  showForm(<PeopleField name="authors" label="作者" required {...props} />, { authors })
const addBox = () => screen.getByRole('textbox', { name: '添加作者' })
const names = () => screen.queryAllByLabelText<HTMLInputElement>(/^第 \d+ 位姓名$/).map(box => box.value)
async function sentBy(user: ReturnType<typeof userEvent.setup>, sent: unknown[]) {
  await user.click(screen.getByRole('button', { name: '提交' }))
  await screen.findByText('已保存。')
  return sent[0]
}

test('typed with Enter, by the button, or left in the box: nobody is lost, and oneself is ticked', async () => {
  const user = userEvent.setup()
  const { sent } = show([], { ownName: '李 四' })
  await user.type(addBox(), '张三{Enter}李四{Enter}')
  expect(addBox()).toHaveFocus()
  await user.keyboard('王五')
  await user.click(screen.getByRole('button', { name: '添加到作者' }))
  await user.keyboard('赵六')
  await user.tab()
  await waitFor(() => expect(names()).toEqual(['张三', '李四', '王五', '赵六']))
  expect(await sentBy(user, sent)).toEqual({
    authors: [person('张三'), person('李四', true), person('王五'), person('赵六')],
  })
})

test('the mark behind a name takes it into the list, so that it is saved with the rest', async () => {
  const user = userEvent.setup()
  show([])
  await user.type(addBox(), '张三、李四；王五,Smith, A.;')
  expect(names()).toEqual(['张三', '李四', '王五', 'Smith, A.'])
  expect(addBox()).toHaveValue('')
  expect(addBox()).toHaveFocus()
  await user.keyboard('赵六')
  expect(names()).toHaveLength(4)
})

test('what an input method has not finished is left alone until it has', () => {
  show([])
  fireEvent.compositionStart(addBox())
  fireEvent.input(addBox(), { target: { value: '张三、' }, isComposing: true })
  expect(names()).toEqual([])
  fireEvent.compositionEnd(addBox())
  expect(names()).toEqual(['张三'])
})

test('a pasted list becomes several people; equal names are pointed out; no more than fit', async () => {
  const user = userEvent.setup()
  const { sent } = show([person('张三')], { max: 4 })
  await user.click(addBox())
  await user.paste('李四，王五；张三\n赵六、孙七')
  expect(names()).toEqual(['张三', '李四', '王五', '张三'])
  expect(screen.getByText(/最多 4 人，还有 2 人没有加入；名单中有相同的姓名：张三/)).toBeVisible()
  expect(addBox()).toBeDisabled()
  expect(await sentBy(user, sent)).toEqual({
    authors: [person('张三'), person('李四'), person('王五'), person('张三')],
  })
})

test('order, mending, ticking and units, by keyboard; a removed person comes back whole', async () => {
  const user = userEvent.setup()
  const { sent } = show([person('张三', false, '甲大学'), person('李四'), person('王五')], { withUnit: true })
  screen.getByRole('button', { name: '下移第 1 位' }).focus()
  await user.keyboard('{Enter}')
  expect(names()).toEqual(['李四', '张三', '王五'])
  await waitFor(() => expect(screen.getByRole('button', { name: '下移第 2 位' })).toHaveFocus())
  await user.keyboard('{Enter}')
  expect(names()).toEqual(['李四', '王五', '张三'])
  await user.click(screen.getByRole('checkbox', { name: '第 2 位是本人' }))
  await user.type(screen.getByLabelText('第 1 位单位'), '乙研究所{Enter}')
  expect(addBox()).toHaveFocus()
  await user.click(screen.getByRole('button', { name: '删除第 2 位' }))
  expect(names()).toEqual(['李四', '张三'])
  expect(screen.getByRole('button', { name: '撤销删除' })).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(await sentBy(user, sent)).toEqual({
    authors: [person('李四', false, '乙研究所'), person('王五', true), person('张三', false, '甲大学')],
  })
})

test('however many there are, a key in one of the boxes draws nothing anew', async () => {
  const many = Array.from({ length: 50 }, (_, index) => person(`作者${index + 1}`))
  let drawn = 0
  const { sent } = showForm(
    <Profiler id="people" onRender={() => (drawn += 1)}>
      <PeopleField name="authors" label="作者" withUnit />
    </Profiler>,
    { authors: many },
  )
  const before = drawn
  fireEvent.input(screen.getByLabelText('第 21 位姓名'), { target: { value: '作者甲' } })
  fireEvent.click(screen.getByLabelText('第 21 位是本人'))
  expect(drawn).toBe(before)
  fireEvent.click(screen.getByText('提交'))
  await screen.findByText('已保存。')
  expect(sent[0]!.authors).toEqual(many.with(20, person('作者甲', true)))
})

test('an error stands at the box to add', async () => {
  const user = userEvent.setup()
  const { z } = await import('zod')
  showForm(
    <PeopleField name="authors" label="作者" required />,
    { authors: [] as object[] },
    z.object({ authors: z.array(z.object({})).min(1, '请填写作者') }),
  )
  await user.click(screen.getByRole('button', { name: '提交' }))
  await user.click(await screen.findByRole('link', { name: '作者：请填写作者' }))
  expect(addBox()).toHaveFocus()
  expect(addBox()).toHaveAccessibleDescription(/请填写作者/)
  await user.keyboard('张三{Enter}')
  expect(screen.queryByText('请填写作者')).not.toBeInTheDocument()
})
