'use client'
import { useState } from 'react'
import { UploadField } from '@/components/file/upload-field'
import { useKitForm } from '@/components/form/form'
import { TextArea } from '@/components/form/text-area'
import { evidenceSchema } from '@/lib/application/profile.schema'
import type { FileDto } from '@/lib/file/file.dto'
import type { UploadRule } from '@/lib/file/file.rules'
import { noteChange } from '../fresh'
import { SectionEditor, type SectionFormProps } from './section-editor'

export type EvidenceValues = { note: string }

type EvidenceFormProps = SectionFormProps & { values: EvidenceValues; files: readonly FileDto[]; rule: UploadRule }

const owed = '请上传一份证明材料，如职称证书扫描件'

/** 证明材料: files attach themselves as soon as they have arrived, the remark saves itself. */
export function EvidenceForm({ values, files, rule, ...section }: EvidenceFormProps) {
  const form = useKitForm(evidenceSchema, values)
  const [missing, setMissing] = useState(section.wanted === 'files')
  return (
    <SectionEditor {...section} form={form} title="证明材料" fields={[{ name: 'note', label: '材料说明' }]}>
      <UploadField
        id="upload-files"
        applicationId={section.applicationId}
        purpose="evidence"
        rule={rule}
        files={files}
        required
        hint="职称证书的扫描件或清晰的照片；多页请合成一个 PDF。"
        error={missing ? owed : undefined}
        onChange={now => {
          setMissing(now.length === 0)
          noteChange()
        }}
      />
      <TextArea name="note" label="材料说明" max={200} rows={2} hint="需要向审核人说明的情况，没有的不用填。" />
    </SectionEditor>
  )
}
