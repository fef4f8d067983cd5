import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { PartForm } from '@/components/policy/form/part-form'
import type { SavePart } from '@/lib/policy/console/console.schema'
import { fromForm, toForm } from '@/lib/policy/console/form.rules'
import { type PolicyKey, partOf, specFor } from '@/lib/policy/console/parts.schema'
import { readKey } from '@/lib/policy/console/problem.rules'
import { presets } from '@/lib/policy/presets/all'
import { makeRouter } from '../support/app-router'

const { shaoxing } = presets

/** The form of a part, answered as the server answers: by the policy's own schema. */
function open(part: string) {
  const keys: readonly PolicyKey[] = partOf(part)!.keys
  const sent: SavePart['values'][] = []
  const router = makeRouter()
  const action = async ({ values }: { values: SavePart['values'] }) => {
    sent.push(values)
    const problems = Object.assign(
      {},
      ...keys.map(key => {
        const read = readKey(key, fromForm(specFor(key), values[key], shaoxing[key]))
        return 'problems' in read ? read.problems : {}
      }),
    )
    return Object.keys(problems).length > 0
      ? {
          ok: false as const,
          code: 'invalid' as const,
          message: '有内容需要修改，请看标出的地方。',
          fieldErrors: problems,
        }
      : { ok: true as const, data: { version: 1, changed: true } }
  }
  render(
    <PartForm
      id="0198c0de-0000-7000-8000-000000000001"
      version={0}
      part={part}
      label="修改"
      fields={keys.map(name => ({ name, spec: specFor(name) }))}
      values={Object.fromEntries(keys.map(key => [key, toForm(specFor(key), shaoxing[key])]))}
      action={action as never}
    />,
    { wrapper: router.wrapper },
  )
  return { sent, went: router.went, user: userEvent.setup() }
}

const save = () => screen.getByRole('button', { name: '保存到草稿' })

test('what is wrong is said beside its field, and nothing that was typed is lost', async () => {
  const { user, sent } = open('membership')
  const years = screen.getByLabelText(/^多久没有登录转为休眠/)
  expect(years).toHaveValue('1')
  await user.clear(years)
  await user.type(years, '99')
  const days = screen.getByLabelText(/^提前多少天提醒/)
  await user.clear(days)
  await user.type(days, '60、30')
  await user.click(save())
  expect(await screen.findByText('多久没有登录转为休眠不能大于 20 年')).toBeVisible()
  expect(years).toHaveValue('99')
  expect(days).toHaveValue('60、30')
  await user.clear(years)
  await user.click(save())
  await waitFor(() => expect(sent).toHaveLength(2))
  expect(fromForm(specFor('membership'), sent[1]!.membership, shaoxing.membership)).toMatchObject({
    dormantAfterYears: null,
    reminderDays: [60, 30],
  })
})

test('conditions are read as lines, opened one by one, added by their kind, deleted with a way back', async () => {
  const { user, sent } = open('conditions')
  const list = screen.getByRole('region', { name: '条件' })
  await user.click(within(list).getByRole('button', { name: '修改第 6 个条件' }))
  const max = within(list).getByLabelText(/^不超过/)
  await user.clear(max)
  await user.type(max, '70')
  await user.click(within(list).getByRole('button', { name: '删除第 1 个条件' }))
  expect(within(list).getByText(/^共 6 条/)).toBeVisible()
  await user.click(within(list).getByRole('button', { name: '撤销删除' }))
  await user.click(within(list).getByRole('button', { name: '没有不良记录（由人判断）' }))
  await user.click(save())
  // the new one has no words yet: it stays open with what is missing
  expect(await within(list).findByText('请填写条款')).toBeVisible()
  await user.type(within(list).getAllByLabelText(/^代码/).at(-1)!, 'integrity')
  await user.type(within(list).getAllByLabelText(/^条款/).at(-1)!, '第四条第七项')
  await user.type(
    within(list)
      .getAllByLabelText(/^条文内容/)
      .at(-1)!,
    '没有失信记录',
  )
  await user.click(save())
  await waitFor(() => expect(sent).toHaveLength(2))
  const after = fromForm(specFor('conditions'), sent[1]!.conditions, shaoxing.conditions)
  expect(after).toMatchObject({
    list: { length: 8, 5: { kind: 'age', max: 70 }, 7: { kind: 'record', code: 'integrity' } },
  })
})
