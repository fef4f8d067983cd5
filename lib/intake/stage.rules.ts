import type { Snapshot } from '@/lib/application/application.dto'
import { dict, titleLevelOf } from '@/lib/dict'
import { NO_TITLE } from '@/lib/profile/facts.rules'
import type { IntakeRow } from '@/prisma/generated/client'

/** The columns of `intake_row` that a reading fills, in the order of COPY. */
export const stagedColumns = [
  ...['intake_id', 'number', 'id', 'state', 'faults', 'name', 'pinyin', 'initials', 'sex', 'birth_date', 'doc_type'],
  ...['doc_cipher', 'doc_index', 'doc_mask', 'phone_cipher', 'phone_index', 'phone_mask', 'email', 'unit_name'],
  ...['unit_key', 'credit_code', 'region_code', 'title_code', 'title_level', 'disciplines', 'education', 'degree'],
  ...['joined_on', 'note', 'outer_number'],
] as const

/** What the pool searches the level of a title by. */
export const levelOf = (titleCode: string): string => titleLevelOf(titleCode) ?? 'none'

type Place = { unitId: string; unitName: string; region: string }
type Staged = Pick<
  IntakeRow,
  | 'name'
  | 'sex'
  | 'docType'
  | 'docMask'
  | 'birthDate'
  | 'phoneMask'
  | 'email'
  | 'titleCode'
  | 'disciplines'
  | 'education'
  | 'degree'
>

/**
 * What a list says of a person, as the version he comes in with: little, and in the shape of every other version, so
 * that it reads, is searched and is changed like one. What the list does not say is not there.
 * @param rowId of the row of his title
 */
export function snapshotOf(row: Staged, { unitId, unitName, region }: Place, rowId: string): Snapshot {
  const { titleCode, disciplines, education, degree } = row
  return {
    person: {
      name: row.name!,
      sex: dict('sex').name(row.sex),
      docType: dict('documentType').name(row.docType),
      docMask: row.docMask!,
      birthDate: row.birthDate?.toISOString().slice(0, 10) ?? null,
      phoneMask: row.phoneMask!,
      email: row.email,
      region,
      unitId,
      unitName,
    },
    sections: {
      basic: { disciplines, ...(education && { education }), ...(degree && { degree }) },
      titles:
        titleCode === NO_TITLE
          ? { none: true, rows: [] }
          : { none: false, rows: [{ id: rowId, kind: 'title', titleCode, obtainedOn: '' }] },
    },
    files: [],
  }
}
