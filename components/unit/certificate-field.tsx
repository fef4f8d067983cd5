'use client'
import { UploadField } from '@/components/file/upload-field'
import { useField } from '@/components/form/use-field'
import type { FileDto } from '@/lib/file/file.dto'
import type { UploadRule } from '@/lib/file/file.rules'

const hints = {
  unitPicture: '请选择JPG格式的图片：统一社会信用代码证（营业执照、事业单位法人证书等）拍照或扫描，文字要看得清。',
  unitCertificate: '统一社会信用代码证的扫描件，做成一个 PDF 文件。',
}

type CertificateFieldProps = {
  purpose: keyof typeof hints
  rule: UploadRule
  files: readonly FileDto[]
}

/** The picture or PDF of a unit's certificate inside a form: what is wrong with it stands in the form's summary too. */
export function CertificateField({ purpose, rule, files }: CertificateFieldProps) {
  const field = useField({ name: purpose, label: rule.label })
  return (
    <UploadField
      id={field.id}
      purpose={purpose}
      rule={rule}
      files={files}
      required
      hint={hints[purpose]}
      error={field.error}
      onChange={() => field.form.clearErrors(purpose)}
    />
  )
}
