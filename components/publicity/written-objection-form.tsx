'use client'
import { useRouter } from 'next/navigation'
import { useWatch } from 'react-hook-form'
import { RadioField } from '@/components/form/choice-fields'
import { DateField } from '@/components/form/date-field'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SelectField } from '@/components/form/select-field'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { LinkButton } from '@/components/ui/button'
import { registerObjectionSchema } from '@/lib/publicity/objection.schema'
import { registerObjectionAction } from '@/lib/publicity/publicity.actions'

const blank = { kind: '', entryId: '', arrivedOn: '', grounds: '', name: '', phone: '', unitName: '' }

const kinds = [
  { value: 'person', label: '个人实名' },
  { value: 'unit', label: '单位', hint: '书面材料应加盖公章。' },
]

type WrittenObjectionFormProps = {
  batchId: string
  /** whom it may be about, with what became of him where he is no longer in 公示 */
  people: { id: string; name: string; unitName: string; ended: string | null }[]
}

/** 登记书面异议: what came by letter, about whom, in whose name, and when. */
export function WrittenObjectionForm({ batchId, people }: WrittenObjectionFormProps) {
  const router = useRouter()
  const form = useKitForm<typeof blank>(registerObjectionSchema as never, blank)
  const kind = useWatch({ control: form.control, name: 'kind' })
  const unit = kind === 'unit'
  return (
    <FormView
      form={form}
      label="登记书面异议"
      submitLabel="登记，暂停入库"
      pendingLabel="正在登记…"
      action={registerObjectionAction as never}
      onSuccess={({ id }: { id: string }) => router.push(`/bureau/objections/${id}`)}
      actions={
        <LinkButton href={`/bureau/publicity/${batchId}`} variant="quiet">
          返回公示
        </LinkButton>
      }
    >
      <SelectField
        name="entryId"
        label="对谁有异议"
        required
        options={people.map(one => ({
          value: one.id,
          label: `${one.name}（${one.unitName}）${one.ended ? `，${one.ended}` : ''}`,
        }))}
      />
      <DateField
        name="arrivedOn"
        label="来件日期"
        required
        hint="收到书面材料的那一天。公示期内收到的，公示期满后也可以补登记，只要这位专家还没有入库。"
      />
      <RadioField name="kind" label="以什么名义提出" required options={kinds} />
      {unit && <TextField name="unitName" label="单位全称" required width="lg" />}
      {kind && (
        <>
          <TextField name="name" label={unit ? '联系人姓名' : '姓名'} required width="md" />
          <TextField
            name="phone"
            label="手机号码"
            width="md"
            type="tel"
            inputMode="tel"
            code
            hint="材料上写了才填。填写后，回执编号和办理结果用短信告诉对方。"
          />
        </>
      )}
      <TextArea
        name="grounds"
        label="异议的事实和理由"
        required
        max={2000}
        rows={6}
        hint="按书面材料摘录，不要写提出人是谁。纸质材料请另行归档，现在还不能在这里上传。"
      />
    </FormView>
  )
}
