'use client'
import { useMemo } from 'react'
import { UploadField } from '@/components/file/upload-field'
import { useKitForm } from '@/components/form/form'
import { FormSection } from '@/components/form/layout'
import { ImportDialog } from '@/components/profile/import-dialog'
import type { FileDto } from '@/lib/file/file.dto'
import type { UploadRule } from '@/lib/file/file.rules'
import type { Field, Section } from '@/lib/profile/resolve.schema'
import { strictSchema } from '@/lib/profile/strict.schema'
import { rowsOf, type SectionData } from '@/lib/profile/values.rules'
import { noteChange } from '../fresh'
import { FieldGroup } from './field-group'
import type { FieldSetting } from './field-input'
import { RowList } from './row-list'
import { SectionEditor, type SectionWays } from './section-editor'

type ProfileFormProps = SectionWays & {
  section: Section
  values: SectionData
  setting: FieldSetting
  /** of this section only */
  files: readonly FileDto[]
  rule: UploadRule
  remarks: Readonly<Record<string, string>>
  /** only these rows are to be mended; `all`: everything may be changed */
  opening: 'all' | readonly string[]
}

/** One section of the profile, made of its definition: own fields under their headings, rows, papers. */
export function ProfileForm({ section, values, setting, files, rule, remarks, opening, ...ways }: ProfileFormProps) {
  const schema = useMemo(() => strictSchema(section), [section])
  const form = useKitForm(schema, values)
  const groups = useMemo(() => groupsOf(section.fields), [section])
  const row = /^rows\.(\d+)/.exec(ways.wanted ?? '')
  const own = files.filter(file => file.rowId === null)
  return (
    <SectionEditor {...ways} section={section} form={form}>
      {section.rows && (
        <RowList
          section={section}
          applicationId={ways.applicationId}
          setting={setting}
          files={files}
          rule={rule}
          wanted={row ? Number(row[1]) : null}
          remarks={remarks}
          opening={opening}
          more={append => <ImportDialog section={section} existing={() => rowsOf(form.getValues())} onRows={append} />}
        />
      )}
      {(opening === 'all' ? groups : []).map(([title, fields]) =>
        title ? (
          <FormSection key={title} title={title}>
            <FieldGroup fields={fields} path="" setting={setting} />
          </FormSection>
        ) : (
          <FieldGroup key="own" fields={fields} path="" setting={setting} />
        ),
      )}
      {section.proof && opening === 'all' && (
        <UploadField
          id="upload-files"
          applicationId={ways.applicationId}
          section={section.section}
          purpose="evidence"
          rule={{ ...rule, label: section.proof.label }}
          files={own}
          required={section.proof.required}
          hint="扫描件或清晰的照片；多页请合成一个 PDF。"
          error={ways.wanted === 'files' && own.length === 0 ? `请上传${section.proof.label}` : undefined}
          onChange={() => noteChange()}
        />
      )}
    </SectionEditor>
  )
}

function groupsOf(fields: readonly Field[]): [string | undefined, Field[]][] {
  const groups = new Map<string | undefined, Field[]>()
  for (const field of fields) groups.set(field.group, [...(groups.get(field.group) ?? []), field])
  return [...groups]
}
