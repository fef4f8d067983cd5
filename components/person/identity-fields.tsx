'use client'
import { useEffect } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { RadioField } from '@/components/form/choice-fields'
import { DateField } from '@/components/form/date-field'
import { FormGrid } from '@/components/form/layout'
import { TextField } from '@/components/form/text-field'
import { type DocumentType, dict } from '@/lib/dict'
import { telling } from '@/lib/person/person.schema'
import { documentNumber } from '@/lib/platform/fields/documents'
import { birthDateOf, sexOf } from '@/lib/platform/fields/identity'

const hints: Record<DocumentType, string> = {
  mainlandId: '18 位，最后一位可能是字母 X。',
  hkmotPermit: '港澳居民为 H 或 M 加 8 位数字，台湾居民为 8 位数字，不含换证次数。',
  passport: '护照资料页右上角的号码，字母和数字。',
  hkmotResidence: '18 位，以 81、82 或 83 开头。',
  foreignPrId: '18 位（9 开头），或旧版 15 位（3 个字母加 12 位数字）。',
}

type IdentityFieldsProps = {
  /** the types this authority accepts, in its order */
  docTypes: DocumentType[]
}

/** Document and name; sex and birth date are read out of the number where it holds them, else asked for. */
export function IdentityFields({ docTypes }: IdentityFieldsProps) {
  const form = useFormContext()
  const [docType, docNumber] = useWatch({ control: form.control, name: ['docType', 'docNumber'] }) as [
    DocumentType | null | undefined,
    string,
  ]
  // another type judges the same number by other rules
  useEffect(() => {
    if (docType && form.getValues('docNumber')) void form.trigger('docNumber')
  }, [docType, form])
  const asked = Boolean(docType) && !telling.includes(docType!)
  return (
    <>
      <RadioField
        name="docType"
        label="证件类型"
        required
        options={docTypes.map(value => ({ value, label: dict('documentType').name(value) }))}
      />
      <TextField
        name="docNumber"
        label="证件号码"
        required
        code
        width="md"
        autoComplete="off"
        hint={docType ? hints[docType] : '请先选择证件类型。'}
      />
      {docType && !asked && <Told docType={docType} docNumber={docNumber} />}
      <TextField name="name" label="姓名" required width="md" autoComplete="name" hint="与证件上的姓名一致。" />
      {asked && (
        <FormGrid>
          <DateField name="birthDate" label="出生日期" required birthday />
          <RadioField name="sex" label="性别" required inline options={dict('sex').options()} />
        </FormGrid>
      )}
    </>
  )
}

/** Birth date and sex as the number tells them, so that a wrong digit is noticed. */
function Told({ docType, docNumber }: { docType: DocumentType; docNumber: string }) {
  const read = documentNumber(docType).safeParse(docNumber ?? '')
  return (
    <p role="status" className="num -mt-2 text-sm text-ink-2">
      {read.success
        ? `出生日期 ${birthDateOf(read.data)}，性别 ${dict('sex').name(sexOf(read.data))}，由证件号码得出，不用填写。`
        : ''}
    </p>
  )
}
