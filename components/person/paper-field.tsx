'use client'
import { UploadField, type UploadFieldProps } from '@/components/file/upload-field'
import { useField } from '@/components/form/use-field'

type PaperFieldProps = Pick<UploadFieldProps, 'rule' | 'files' | 'required' | 'hint'> & {
  purpose: 'idScan' | 'titleProof'
}

/** One of a person's papers inside a form: the file is kept as soon as it has arrived, the form only says if it is owed. */
export function PaperField({ purpose, rule, ...upload }: PaperFieldProps) {
  const { id, error, form } = useField({ name: purpose, label: rule.label })
  return (
    <UploadField
      id={id}
      purpose={purpose}
      rule={rule}
      error={error}
      onChange={() => form.clearErrors(purpose)}
      {...upload}
    />
  )
}
