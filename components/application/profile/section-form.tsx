import type { WorkingCopy } from '@/lib/application/application.dto'
import { path } from '@/lib/dict/tree'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { BasicForm } from './basic-form'
import { DisciplinesForm } from './disciplines-form'
import { EvidenceForm } from './evidence-form'
import type { SectionFormProps } from './section-editor'
import { TitleForm } from './title-form'
import { basicValues, disciplinesValues, evidenceValues, titleValues, workValues } from './values'
import { WorkForm } from './work-form'

type Ways = Pick<SectionFormProps, 'previous' | 'next' | 'wanted'>

/** The form of a section, filled with what was saved. Server side. */
export function SectionForm({ copy, section, ...ways }: Ways & { copy: WorkingCopy; section: ProfileSection }) {
  const saved = copy.sections[section]
  const common = {
    ...ways,
    applicationId: copy.applicationId,
    section,
    version: saved?.version ?? 0,
    savedAt: saved?.savedAt.toISOString() ?? null,
  }
  const limits = copy.policy.profile
  switch (section) {
    case 'basic':
      return <BasicForm {...common} values={basicValues(saved?.data)} />
    case 'title':
      return <TitleForm {...common} values={titleValues(saved?.data)} />
    case 'disciplines': {
      const values = disciplinesValues(saved?.data)
      return <DisciplinesForm {...common} values={values} chosen={values.codes.flatMap(chosen)} limits={limits} />
    }
    case 'work':
      return <WorkForm {...common} values={workValues(saved?.data)} limits={limits} />
    case 'evidence':
      return (
        <EvidenceForm
          {...common}
          values={evidenceValues(saved?.data)}
          files={copy.files}
          rule={copy.policy.uploads.evidence}
        />
      )
  }
}

/** A discipline as the picker shows it. */
function chosen(code: string) {
  const names = path('discipline', code)
  if (names.length === 0) return []
  return [
    { value: code, label: names.at(-1)!, hint: [code, names.slice(0, -1).join(' / ')].filter(Boolean).join('　') },
  ]
}
