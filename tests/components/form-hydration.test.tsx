import { act, screen } from '@testing-library/react'
import { hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { z } from 'zod'
import { CheckboxField, CheckboxGroupField, RadioField } from '@/components/form/choice-fields'
import { DateField } from '@/components/form/date-field'
import { Form } from '@/components/form/form'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'

const schema = z.object({
  name: z.string().min(1),
  mail: z.string(),
  kind: z.string(),
  sex: z.string(),
  birth: z.string(),
  many: z.array(z.string()),
  agree: z.boolean(),
})
const sent: unknown[] = []
const action = async (input: z.input<typeof schema>) => {
  sent.push(input)
  return { ok: true as const, data: null }
}

const page = (
  <Form
    schema={schema}
    action={action}
    success="好了"
    defaultValues={{ name: '', mail: 'lin@example.org', kind: '', sex: '', birth: '', many: ['a'], agree: false }}
  >
    <TextField name="name" label="姓名" required />
    <TextField name="mail" label="邮箱" />
    <SelectField name="kind" label="性质" options={[{ value: '1', label: '企业' }]} />
    <RadioField
      name="sex"
      label="性别"
      options={[
        { value: '1', label: '男' },
        { value: '2', label: '女' },
      ]}
    />
    <DateField name="birth" label="出生年月" precision="month" />
    <CheckboxGroupField
      name="many"
      label="活动"
      options={[
        { value: 'a', label: '项目评审' },
        { value: 'b', label: '奖励评审' },
      ]}
    />
    <CheckboxField name="agree" label="协议">
      同意
    </CheckboxField>
  </Form>
)

let root: Root | undefined
let place: HTMLElement
beforeEach(() => {
  sent.length = 0
  place = document.createElement('div')
  document.body.append(place)
  place.innerHTML = renderToString(page)
})
afterEach(async () => {
  await act(async () => root?.unmount())
  place.remove()
})

test('before the scripts run nothing can be sent, and the page says why', () => {
  const button = screen.getByRole('button', { name: '页面加载中…' })
  expect(button).toBeDisabled()
  expect(place.querySelector('form')).toHaveAttribute('method', 'post')
  expect(place).toHaveTextContent('页面脚本没有加载成功')
  expect(place.querySelector('.late-notice')).toHaveClass('invisible', 'animate-late')
  expect(place.querySelector('noscript')).toHaveTextContent('没有启用脚本')
  expect(screen.getByLabelText(/邮箱/)).toHaveValue('lin@example.org')
})

test('what was typed before the scripts ran is kept and sent', async () => {
  const box = (label: RegExp) => screen.getByLabelText<HTMLInputElement>(label)
  box(/姓名/).value = '林秋实'
  screen.getByLabelText<HTMLSelectElement>(/性质/).value = '1'
  box(/女/).checked = true
  box(/出生年月：年/).value = '1972'
  box(/出生年月：月/).value = '3'
  box(/奖励评审/).checked = true
  box(/同意/).checked = true

  await act(async () => {
    root = hydrateRoot(place, page)
  })
  expect(box(/姓名/)).toHaveValue('林秋实')
  expect(box(/出生年月：月/)).toHaveValue('03')
  expect(place.querySelector('.late-notice')).toBeNull()
  await act(async () => screen.getByRole<HTMLButtonElement>('button', { name: '提交' }).click())
  await screen.findByText('好了')
  expect(sent).toEqual([
    expect.objectContaining({
      name: '林秋实',
      mail: 'lin@example.org',
      kind: '1',
      sex: '2',
      birth: '1972-03',
      many: ['a', 'b'],
      agree: true,
    }),
  ])
})
