import 'server-only'
import type { IndividualActor, UnitActor } from '@/lib/access/actor'
import { decideAffiliation } from '@/lib/affiliation/review.dal'
import { beginApplication } from '@/lib/application/begin.dal'
import { codes, entry } from '@/lib/dict/tree'
import { completeData } from '@/lib/person/complete.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId, sha256 } from '@/lib/platform/ids'
import { fileStore } from '@/lib/platform/storage'
import { isOutside } from '@/lib/policy/desk.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { makeIndividual, makePerson } from './factory'

type DemoPerson = { name: string; login: string; password: string }
type Applicant = IndividualActor & { applicationId: string }

/** A county inside the authority's area, so that its units can belong to a department. */
export async function insideRegion(): Promise<string> {
  const { policy } = await currentPolicy()
  const usual = '420106'
  if (!isOutside(policy, usual)) return usual
  return codes('region').find(code => !isOutside(policy, code) && entry('region', code)?.leaf) ?? usual
}

/** A person of the unit who may apply: as he registered, or approved by the unit where that comes first. */
export async function demoPerson(
  account: DemoPerson,
  serial: number,
  unit: UnitActor,
  birth: string,
): Promise<Applicant> {
  const { name, login, password } = account
  const data = { name, serial, phone: login, password, birth, isDemo: true }
  if (!(await unitFirst())) return makePerson({ ...data, unitId: unit.unitId })
  const person = await makeIndividual(data)
  await completeAs(person, unit, '科研处')
  const { id, version } = await db().affiliation.findFirstOrThrow({ where: { accountId: person.accountId } })
  await decideAffiliation(unit, { id, version, event: 'approve', opinion: '本单位在职人员，材料一致。' })
  const { applicationId } = await beginApplication(person)
  return { ...person, applicationId }
}

/** Somebody who has just begun: with an empty application, or waiting for his unit's word where that comes first. */
export async function demoBeginner(account: DemoPerson, serial: number, unit: UnitActor, birth: string): Promise<void> {
  if (!(await unitFirst())) return void (await demoPerson(account, serial, unit, birth))
  const { name, login, password } = account
  const person = await makeIndividual({ name, serial, phone: login, password, birth, isDemo: true })
  await completeAs(person, unit, '急诊科')
}

const unitFirst = async (): Promise<boolean> =>
  (await currentPolicy()).policy.individualRegistration.affiliation === 'beforeApplying'

/** 完善信息 with both papers, as the person himself. */
async function completeAs(person: IndividualActor, unit: UnitActor, divisionName: string): Promise<void> {
  await attachSample(person, { purpose: 'idScan', personId: person.accountId, name: '身份证（示例）.pdf' })
  await attachSample(person, { purpose: 'titleProof', personId: person.accountId, name: '职称证书（示例）.pdf' })
  await completeData(person, {
    unitId: unit.unitId,
    divisionName,
    regionCode: await insideRegion(),
    email: 'demo@example.com',
    education: '11',
    degree: '2',
    titleCode: '232',
  })
}

type Sample = {
  purpose: string
  name: string
  applicationId?: string
  section?: string
  rowId?: string
  personId?: string
  unitId?: string
  /** of a stamped form */
  codes?: string[]
}

/** A file that is attached and clean: a sample of one page, or the bytes that are given. */
export async function attachSample(
  person: { accountId: string },
  sample: Sample,
  bytes: Uint8Array = Buffer.from(SAMPLE_PDF, 'latin1'),
): Promise<void> {
  const id = newId()
  await fileStore().put(id, bytes)
  const at = now()
  await db().storedFile.create({
    data: {
      ...sample,
      id,
      ownerId: person.accountId,
      size: bytes.length,
      type: 'application/pdf',
      sha256: sha256(bytes),
      status: 'clean',
      createdAt: at,
      attachedAt: at,
    },
  })
}

/** The smallest PDF with one empty page; all ASCII, so text and bytes have the same hash. */
const SAMPLE_PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 49>>stream
BT /F1 24 Tf 150 420 Td (SAMPLE CERTIFICATE) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
`
