'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { DivisionField, type Divisions } from '@/components/affiliation/division-field'
import { noteChange } from '@/components/application/fresh'
import { ConflictDialog } from '@/components/form/conflict-dialog'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { FormSection } from '@/components/form/layout'
import { ReadOnlyField } from '@/components/form/read-only-field'
import { SaveIndicator } from '@/components/form/save-indicator'
import { SubmitButton } from '@/components/form/submit-button'
import { useAutosave } from '@/components/form/use-autosave'
import { Link } from '@/components/ui/link'
import { UnitPicker } from '@/components/unit/unit-picker'
import { dict } from '@/lib/dict'
import type { FileDto } from '@/lib/file/file.dto'
import { completeSchema, noTitle } from '@/lib/person/data.schema'
import { completeDataAction } from '@/lib/person/person.actions'
import type { UploadRule } from '@/lib/policy/upload-purposes'
import type { UnitChoice } from '@/lib/unit/unit.dto'
import { LearningFields, ReachFields } from './data-fields'
import { PaperField } from './paper-field'

export type CompleteValues = {
  unitId: string
  divisionId: string
  divisionName: string
  regionCode: string
  email: string
  education: string
  degree: string
  titleCode: string
}

export type CompleteFormProps = {
  values: CompleteValues
  draft: { version: number; savedAt: string | null }
  /** the chosen unit, and its departments */
  unit: UnitChoice | null
  divisions: Divisions
  /** after a refusal the same unit is asked again: its name */
  again: string | null
  /** null where the authority asks for no papers */
  papers: { files: readonly FileDto[]; idScan: UploadRule; titleProof: UploadRule } | null
}

const named = (table: 'education' | 'degree' | 'title') => (value: unknown) =>
  dict(table).name(typeof value === 'string' ? value : '') || '未填写'

/** What a conflict between two windows shows; unit and region keep what this page holds. */
const compared = [
  { name: 'divisionName', label: '所在部门' },
  { name: 'email', label: '电子邮箱' },
  { name: 'education', label: '个人学历', show: named('education') },
  { name: 'degree', label: '最高学位', show: named('degree') },
  { name: 'titleCode', label: '个人职称', show: named('title') },
]

/** 完善信息 (A5): saves itself while somebody types; sent, it waits for the unit. */
export function CompleteForm({ values, draft, unit, divisions, again, papers }: CompleteFormProps) {
  const router = useRouter()
  const form = useKitForm(completeSchema, values)
  const [sent, setSent] = useState(false)
  const titleCode = useWatch({ control: form.control, name: 'titleCode' })
  const autosave = useAutosave({ form, url: '/api/drafts/person', ...draft, enabled: !sent })
  return (
    <>
      <FormView
        form={form}
        label="完善信息"
        className="space-y-7"
        action={async command => {
          await autosave.flush()
          return completeDataAction(command)
        }}
        onSuccess={() => {
          setSent(true)
          noteChange()
          router.push('/expert')
          router.refresh()
        }}
        submit={
          <div className="border-t border-line pt-4">
            <SaveIndicator autosave={autosave} />
            <div className="mt-2">
              <SubmitButton label={again ? '重新提交审核' : '提交单位审核'} pendingLabel="正在提交…" />
            </div>
          </div>
        }
      >
        <FormSection title="所在单位">
          {again ? (
            <ReadOnlyField
              label="所在单位"
              value={again}
              hint={
                <>
                  不是这个单位的人员？请
                  <Link href="/expert/unit" className="text-accent-strong underline">
                    修改单位
                  </Link>
                  。
                </>
              }
            />
          ) : (
            <UnitPicker required initial={unit} />
          )}
          <DivisionField initial={{ unitId: values.unitId, divisions }} />
        </FormSection>
        <FormSection title="联系方式">
          <ReachFields />
        </FormSection>
        <FormSection title="学历和职称">
          <LearningFields titleCode={values.titleCode} />
        </FormSection>
        {papers && (
          <FormSection title="证明文件" description="上传后自动保存。只有您、您的单位和审核人可以查看。">
            <PaperField
              purpose="idScan"
              rule={papers.idScan}
              files={papers.files}
              required
              hint="证件正反两面放在同一页。"
            />
            <PaperField
              purpose="titleProof"
              rule={papers.titleProof}
              files={papers.files}
              required={titleCode !== noTitle}
              hint="职称证书的扫描件；没有职称的不用上传。"
            />
          </FormSection>
        )}
      </FormView>
      <ConflictDialog
        conflict={autosave.conflict}
        mine={form.getValues()}
        fields={compared}
        onSettle={autosave.settle}
      />
    </>
  )
}
