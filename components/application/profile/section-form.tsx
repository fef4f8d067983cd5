import type { WorkingCopy } from '@/lib/application/application.dto'
import type { Opening } from '@/lib/application/mend.rules'
import { path } from '@/lib/dict/tree'
import { newId } from '@/lib/platform/ids'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { sectionFor } from '@/lib/profile/resolve.schema'
import { codesOf, sectionValues } from '@/lib/profile/values.rules'
import { ProfileForm } from './profile-form'
import type { SectionWays } from './section-editor'

type Ways = Pick<SectionWays, 'previous' | 'next' | 'wanted'>

type SectionFormProps = Ways & {
  copy: WorkingCopy
  section: ProfileSection
  ownName: string
  /** what of it may be changed now */
  opening: Exclude<Opening, 'none'>
  remarks?: Readonly<Record<string, string>>
}

/** The form of a section, filled with what was saved. Server side. */
export function SectionForm({ copy, section, ownName, opening, remarks = {}, ...ways }: SectionFormProps) {
  const saved = copy.sections[section]
  const definition = sectionFor(copy.policy, section)
  return (
    <ProfileForm
      {...ways}
      section={definition}
      applicationId={copy.applicationId}
      version={saved?.version ?? 0}
      savedAt={saved?.savedAt.toISOString() ?? null}
      values={sectionValues(definition, saved?.data, newId)}
      setting={{ ownName, chosen: codesOf(saved?.data.disciplines).flatMap(chosen) }}
      files={copy.files.filter(file => file.section === section)}
      rule={copy.policy.uploads.evidence}
      remarks={remarks}
      opening={opening}
    />
  )
}

/** A discipline as the picker shows it. */
function chosen(code: string) {
  const names = path('discipline', code)
  if (names.length === 0) return []
  return [
    { value: code, label: names.at(-1)!, hint: [code, names.slice(0, -1).join(' / ')].filter(Boolean).join('　') },
  ]
}
