import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { live } from '@/lib/file/tie'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { newId } from '@/lib/platform/ids'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type IntakeEvent, type IntakeFacts, intakeMachine } from '@/lib/workflow/intake.machine'
import { whyNot } from '@/lib/workflow/machine'
import { recordBeginning, transition } from '@/lib/workflow/transition.dal'
import { type Intake, Prisma } from '@/prisma/generated/client'
import { type Counts, enterable, enterableIn, noCounts, type RowState, whyNotGoLive } from './finding.rules'
import type { ConfirmIntake, CreateIntake, EndIntake, IntakeStep } from './intake.schema'

/**
 * Begins a batch: what the list is and where it is from. The file comes next, through the upload.
 * @throws Refusal refused where the policy knows no 自动入库
 */
export async function createIntake(actor: Actor, input: CreateIntake): Promise<{ id: string }> {
  await allow(actor, 'intake.write')
  const { id: policyVersionId, policy } = await currentPolicy()
  if (input.kind === 'automatic' && !policy.intake.automatic)
    throw refused('现行政策没有自动入库，请选择存量导入；要开通的请先修改政策。')
  return writeTx(actor, async tx => {
    const at = now()
    const id = newId(at)
    const author = { authorId: accountOf(actor)!, authorName: signatureOf(actor).name }
    await tx.intake.create({ data: { id, ...input, ...author, createdAt: at, statusSince: at } })
    await recordBeginning(actor, tx, { type: 'intake', id, status: 'draft', policyVersionId, event: 'create' })
    const detail = { kind: input.kind }
    await audit(tx, actor, { action: 'intake.create', objectType: 'intake', objectId: id, result: 'done', detail })
    return { id }
  })
}

/** The worker is to read the list. @throws Refusal notFound, refused, conflict */
export const checkList = (actor: Actor, input: IntakeStep): Promise<{ id: string }> => step(actor, 'check', input)

/** The same list once more, e.g. after its units were registered. @throws Refusal notFound, refused, conflict */
export const recheckList = (actor: Actor, input: IntakeStep): Promise<{ id: string }> => step(actor, 'recheck', input)

/** Gives the batch up; what was read of it and the file go at once. @throws Refusal notFound, refused, conflict */
export const dropIntake = (actor: Actor, input: IntakeStep): Promise<{ id: string }> =>
  step(actor, 'drop', input, null, async (tx, { id }) => {
    await tx.intakeRow.deleteMany({ where: { intakeId: id } })
    await removeList(actor, tx, id)
  })

/** Between two chunks the worker stops. @throws Refusal notFound, refused, conflict */
export const stopIntake = (actor: Actor, input: IntakeStep): Promise<{ id: string }> => step(actor, 'stop', input)

export const resumeIntake = (actor: Actor, input: IntakeStep): Promise<{ id: string }> => step(actor, 'resume', input)

/** What has come in stays, the rest does not come. @throws Refusal notFound, refused, conflict */
export const endIntake = (actor: Actor, { reason, ...input }: EndIntake): Promise<{ id: string }> =>
  step(actor, 'end', input, reason, (tx, { id }) => closeList(actor, tx, id))

/**
 * A second person lets the list into the pool (four eyes); the worker does it, from now on.
 * @throws Refusal notFound, refused, conflict; invalid beside `goLiveOn`
 */
export async function confirmIntake(actor: Actor, input: ConfirmIntake): Promise<{ id: string }> {
  const { goLiveOn, reason, ...rest } = input
  await allow(actor, 'intake.confirm', { type: 'intake', id: input.id })
  const why = whyNotGoLive(goLiveOn, chinaDay(now()))
  if (why) throw invalid({ goLiveOn: [why] })
  const { name, office } = signatureOf(actor)
  const confirmed = { confirmedById: accountOf(actor)!, confirmedBy: name, confirmOffice: office }
  const { policy } = await currentPolicy()
  return step(actor, 'confirm', rest, reason, async (tx, { id, kind }) => {
    if (kind === 'automatic' && !policy.intake.automatic) throw refused('现行政策已经没有自动入库，这一批不能再入库。')
    await tx.intake.update({ where: { id }, data: { ...confirmed, goLiveOn: new Date(goLiveOn) } })
  })
}

const permissionOf = {
  check: 'intake.write',
  recheck: 'intake.write',
  drop: 'intake.write',
  confirm: 'intake.confirm',
  stop: 'intake.confirm',
  resume: 'intake.confirm',
  end: 'intake.confirm',
} as const satisfies Partial<Record<IntakeEvent, string>>

async function step(
  actor: Actor,
  event: keyof typeof permissionOf,
  input: IntakeStep,
  opinion: string | null = null,
  work?: (tx: Tx, intake: Intake) => Promise<void>,
): Promise<{ id: string }> {
  const subject = { type: 'intake', id: input.id }
  const permission = permissionOf[event]
  await allow(actor, permission, subject)
  const { id: policyVersionId } = await currentPolicy()
  const result = await writeTx(actor, async tx => {
    const intake = await lockIntake(actor, tx, input.id)
    if (!intake) return null
    const facts = await factsOf(actor, tx, intake)
    // before the status, which the database takes with a name beside it only
    if (work && whyNot(intakeMachine, intake.status, event, actor, facts) === null) await work(tx, intake)
    await transition(actor, tx, {
      machine: intakeMachine,
      subject: { type: 'intake', id: intake.id, status: intake.status, version: input.version },
      event,
      facts,
      policyVersionId,
      opinion,
    })
    return { id: intake.id }
  })
  return result ?? deny(actor, permission, subject)
}

/** A batch, held still; null for what is none. */
export async function lockIntake(_actor: Actor, tx: Tx, id: string): Promise<Intake | null> {
  if (!uuid().safeParse(id).success) return null
  await tx.$queryRaw`SELECT 1 FROM intake WHERE id = ${id}::uuid FOR UPDATE`
  return tx.intake.findUnique({ where: { id } })
}

/** What the machine asks of a batch. */
export async function factsOf(actor: Actor, tx: Tx, intake: Intake): Promise<IntakeFacts> {
  const left =
    intake.status === 'entering' || intake.status === 'stopped'
      ? await tx.intakeRow.count({ where: { intakeId: intake.id, doneAt: null, state: { in: [...enterable] } } })
      : 0
  return {
    own: await isSamePerson(actor, intake.authorId, tx),
    file: (await theList(actor, tx, intake.id)) !== null,
    enterable: enterableIn((intake.counts as Counts | null) ?? noCounts),
    cleared: intake.clearedAt !== null,
    left,
  }
}

/** How the rows of a list are shared out now. */
export async function countRows(_actor: Actor, tx: Pick<Tx, 'intakeRow'>, intakeId: string): Promise<Counts> {
  const rows = await tx.intakeRow.groupBy({ by: ['state'], where: { intakeId }, _count: { _all: true } })
  return { ...noCounts, ...Object.fromEntries(rows.map(row => [row.state as RowState, row._count._all])) }
}

/** The uploaded list that counts. */
export async function theList(
  _actor: Actor,
  tx: Pick<Tx, 'storedFile'>,
  intakeId: string,
): Promise<{ id: string; name: string } | null> {
  const where = { ...live, intakeId, purpose: 'intakeList' }
  return tx.storedFile.findFirst({ where, select: { id: true, name: true } })
}

/** Takes the file of a list away; its bytes follow within a day. */
export async function removeList(_actor: Actor, tx: Pick<Tx, 'storedFile'>, intakeId: string): Promise<void> {
  await tx.storedFile.updateMany({ where: { intakeId, removedAt: null }, data: { removedAt: now() } })
}

/**
 * The end of a list: what is personal in rows that came in went as they came in; what was left out stays for the report,
 * until `clearIntakes`. The file is of no more use.
 */
export async function closeList(actor: Actor, tx: Tx, intakeId: string): Promise<void> {
  // of what came in before its rows were cleared as they came in (upgrade in the middle of a list)
  await clearRows(actor, tx, intakeId, 'done')
  await removeList(actor, tx, intakeId)
  // since it was confirmed some may have fallen out
  const counts = await countRows(actor, tx, intakeId)
  await tx.intake.update({ where: { id: intakeId }, data: { counts, finishedAt: now() } })
}

/** What a row says of a person, as nothing. */
export const nothingPersonal = Prisma.sql`
  name = NULL, pinyin = NULL, initials = NULL, sex = NULL, birth_date = NULL, doc_type = NULL, doc_cipher = NULL,
  doc_index = NULL, doc_mask = NULL, phone_cipher = NULL, phone_index = NULL, phone_mask = NULL, email = NULL,
  note = NULL, outer_number = NULL`

/**
 * Rows keep their number, what became of them and of whom; nothing of the person. One statement for all of them.
 * @param which those that came in, or all
 * @returns how many held something
 */
export const clearRows = (
  _actor: Actor,
  tx: Pick<Tx, '$executeRaw'>,
  intakeId: string,
  which: 'done' | 'all',
): Promise<number> =>
  tx.$executeRaw`
    UPDATE intake_row SET ${nothingPersonal}
    WHERE intake_id = ${intakeId}::uuid AND (${which} = 'all' OR done_at IS NOT NULL)
      AND num_nonnulls(name, sex, birth_date, doc_type, doc_mask, phone_mask, email, note, outer_number) > 0`
