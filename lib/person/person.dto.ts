import type { FileDto } from '@/lib/file/file.dto'
import type { UnitChoice } from '@/lib/unit/unit.dto'
import type { PersonDraftData } from './data.schema'

/** A person's own data: numbers masked even for himself, codes beside their names for the form. */
export type OwnPerson = {
  name: string
  docType: string
  docMask: string
  sex: string
  birthDate: string | null
  phoneMask: string
  email: string
  regionCode: string
  region: string
  education: string
  educationName: string
  degree: string
  degreeName: string
  titleCode: string
  titleName: string
  version: number
  /** 身份证证明 and 职称证明 */
  files: FileDto[]
}

/** 完善信息 as it was typed so far; version 0 before the first time. */
export type PersonDraft = {
  version: number
  savedAt: Date | null
  data: PersonDraftData
  /** the chosen unit in words */
  unit: UnitChoice | null
}
