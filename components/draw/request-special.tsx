'use client'
import { useMemo } from 'react'
import { useWatch } from 'react-hook-form'
import { RadioField } from '@/components/form/choice-fields'
import { ComboboxField } from '@/components/form/combobox-field'
import { FormDialog } from '@/components/form/form-dialog'
import { SelectField } from '@/components/form/select-field'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import type { Choice } from '@/components/form/use-search'
import { addSpecialAction, findExpertsAction, removeSpecialAction } from '@/lib/draw/request.actions'
import { addSpecialSchema, removeSpecialSchema } from '@/lib/draw/request.schema'

/** People of the pool with exactly this name. @throws Error when there is no answer, which the field shows */
const searchIn =
  (roundId: string) =>
  async (name: string): Promise<Choice[]> => {
    const answer = await findExpertsAction({ roundId, name })
    // half a name finds nobody
    if (!answer.ok && answer.code === 'invalid') return []
    if (!answer.ok) throw new Error(answer.code)
    return answer.data.map(({ id, name, unit }) => ({ value: id, label: name, hint: unit }))
  }

type AddSpecialProps = { roundId: string; groups: { id: string; name: string }[] }

/** Names somebody who is to be invited without a draw. */
export const AddSpecial = ({ roundId, groups }: AddSpecialProps) => (
  <FormDialog
    schema={addSpecialSchema}
    values={{
      roundId,
      groupId: groups.length === 1 ? groups[0]!.id : '',
      from: 'pool',
      ...{ expertId: '', name: '', unitName: '', title: '', phone: '', reason: '' },
    }}
    action={addSpecialAction}
    button="添加特邀专家…"
    size="sm"
    wide
    title="添加特邀专家"
    label="添加特邀专家"
    submitLabel="添加"
    pendingLabel="正在添加…"
  >
    <SelectField
      name="groupId"
      label="专业组"
      required
      width="md"
      options={groups.map(({ id, name }) => ({ value: id, label: name }))}
    />
    <RadioField
      name="from"
      label="从哪里邀请"
      required
      inline
      options={[
        { value: 'pool', label: '在库专家' },
        { value: 'outside', label: '库外专家' },
      ]}
    />
    <Who />
    <TextArea name="reason" label="特邀的理由" required max={500} rows={3} hint="例如：库内没有这个方向的专家。" />
  </FormDialog>
)

function Who() {
  const from: unknown = useWatch({ name: 'from' })
  const roundId: unknown = useWatch({ name: 'roundId' })
  const load = useMemo(() => searchIn(String(roundId)), [roundId])
  if (from === 'pool')
    return (
      <ComboboxField
        name="expertId"
        label="专家姓名"
        required
        width="md"
        load={load}
        prompt="请输入完整的姓名"
        whenNone="专家库中没有这个姓名的在库专家，请核对，或选「库外专家」。"
      />
    )
  return (
    <>
      <TextField name="name" label="姓名" required width="md" autoComplete="off" />
      <TextField name="unitName" label="单位" required width="lg" autoComplete="off" />
      <TextField name="title" label="职称或职务" width="md" autoComplete="off" />
      <TextField name="phone" label="手机号码" required type="tel" inputMode="tel" code width="sm" autoComplete="off" />
    </>
  )
}

export const RemoveSpecial = ({ id, name }: { id: string; name: string }) => (
  <FormDialog
    schema={removeSpecialSchema}
    values={{ id }}
    action={removeSpecialAction}
    button="移除"
    variant="quiet"
    size="sm"
    title={`不再特邀${name}？`}
    label="移除特邀专家"
    submitLabel="移除"
    pendingLabel="正在移除…"
  />
)
