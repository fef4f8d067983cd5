import type { OwnAffiliation } from '@/lib/affiliation/affiliation.dto'
import type { OwnPerson, PersonDraft } from '@/lib/person/person.dto'
import type { CompleteValues } from './complete-form'

/** What 完善信息 begins with: what was typed before, else what is known. After a refusal the unit stays the same. */
export function completeValues(draft: PersonDraft, person: OwnPerson, standing: OwnAffiliation | null): CompleteValues {
  const { data, version } = draft
  const typed = (key: keyof CompleteValues, known: string) => (version > 0 ? (data[key] ?? '') : known)
  return {
    unitId: standing?.unitId ?? typed('unitId', ''),
    divisionId: typed('divisionId', standing?.divisionId ?? ''),
    divisionName: typed('divisionName', standing && !standing.divisionId ? standing.division : ''),
    regionCode: typed('regionCode', person.regionCode),
    email: typed('email', person.email),
    education: typed('education', person.education),
    degree: typed('degree', person.degree),
    titleCode: typed('titleCode', person.titleCode),
  }
}
