import type { AnonymousActor, StaffActor, UnitActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { ownedBy } from '@/lib/file/tie'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId, sha256 } from '@/lib/platform/ids'
import { fileStore } from '@/lib/platform/storage'
import { shaoxing } from '@/lib/policy/presets/shaoxing'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { createPublicity, removeEntry, savePublicity } from '@/lib/publicity/batch.dal'
import { decideObjection } from '@/lib/publicity/decide.dal'
import { fileObjection } from '@/lib/publicity/objection.dal'
import { viewPublicity } from '@/lib/publicity/view.dal'
import { type Applicant, applicantAtUnit, decide, stored } from './applications'
import { makePdf } from './files'
import { fixturePhone } from './fixtures-ids'
import { enforce } from './policy'
import { staffOf } from './staff'
import { codeFor, makeReviewer, nextSerial, unitOf, visitor } from './units'

export let unit: UnitActor
export let reviewer: StaffActor
export let manager: StaffActor
export const job = systemActor('finish-publicity')

/** Somebody who waits for a 公示. */
export async function proposed(name?: string): Promise<Applicant> {
  const person = await applicantAtUnit(unit, { name })
  await decide(unit, person, 'recommend')
  await decide(reviewer, person, 'approve')
  return person
}

export const words = { title: '拟入库专家公示', body: '现予公示。', contact: '业务咨询：0000-0000' }
/** Writes a batch as its page does. */
export const save = async (id: string, publish: boolean, by = manager) => {
  const { version } = await db().publicityBatch.findUniqueOrThrow({ where: { id } })
  return savePublicity(by, { id, version, ...words, publish })
}

/** A batch with these people that is public. */
export async function published(...people: Applicant[]) {
  const { id } = await createPublicity(manager)
  const ids = people.map(one => one.applicationId)
  for (const entry of (await viewPublicity(manager, id)).entries)
    if (!ids.includes(entry.applicationId)) await removeEntry(manager, { id, entryId: entry.id })
  await save(id, true)
  return db().publicityBatch.findUniqueOrThrow({ where: { id }, include: { entries: true } })
}

export const statusOf = async (person: Applicant) => (await stored(person)).status

/** Proof as the upload leaves it. */
export async function proofOf(who: AnonymousActor, status: 'clean' | 'quarantined' = 'clean') {
  const id = newId()
  const bytes = makePdf()
  await fileStore().put(id, bytes)
  return db().storedFile.create({
    data: {
      ...{ id, purpose: 'objectionProof', name: '证明.pdf', size: bytes.length, type: 'application/pdf' },
      ...{ status, attachedAt: new Date(), sha256: sha256(bytes) },
      ...ownedBy(who)!,
    },
  })
}

export const grounds = '该专家的职称证书与事实不符，详见附件。'

/** An objection by name, with a proved phone and proof. */
export async function objection(entryId: string, unitName?: string, phone = fixturePhone(nextSerial())) {
  const who = visitor()
  const smsCode = await codeFor(who, phone, 'objection')
  await proofOf(who)
  const named = { entryId, grounds, name: '言路', phone, smsCode, email: null }
  return fileObjection(who, unitName ? { kind: 'unit', unitName, ...named } : { kind: 'person', ...named })
}

export const byReceipt = (receipt: string) => db().objection.findUniqueOrThrow({ where: { receipt } })

/** Decides about an objection as its page does. */
export async function judge(
  receipt: string,
  event: 'take' | 'note' | 'dismiss' | 'uphold',
  opinion: string | null = '已核实。',
) {
  const { id, version } = await byReceipt(receipt)
  return decideObjection(manager, { id, version, event, opinion })
}

/** A unit, who decides, who publishes; the clock stands still for nobody after a test. */
export function usePublicityCast(): void {
  beforeAll(async () => {
    await enforce('shaoxing', {
      terms: wuhan.terms,
      path: { ...shaoxing.path, desks: ['unit', 'bureau'], stampedForm: false },
    })
    unit = await unitOf('active', '示范江城第一医院')
    reviewer = await makeReviewer('沈鉴')
    manager = await staffOf('bureauManager')
  })
  beforeEach(() => db().$executeRaw`DELETE FROM rate_limit`)
  afterEach(() => setClock(null))
}
