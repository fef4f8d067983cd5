import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import type { Intake } from '@/prisma/generated/client'
import type { Version } from './enter.dal'
import { nothingPersonal } from './intake.dal'

type With = { intake: Intake; policyVersionId: number; at: Date }

/**
 * Puts the rows of one chunk into the pool, set by set: account, person, affiliation, application with its version,
 * expert, and the beginning of each one's history, in the name of who confirmed the list. What a person who is known
 * already has stays as it is. The same result as `admitExpert` for one; ciphers go over as they are, because they were
 * made for the place they have now. Part of the caller's transaction, which holds people and units still.
 */
export async function putPeople(_actor: Actor, tx: Tx, run: With, versions: readonly Version[]): Promise<void> {
  const { intake, at } = run
  await tx.$executeRaw`
    CREATE TEMP TABLE intake_chunk ON COMMIT DROP AS
    SELECT r.*, v.application, v.version, v.snapshot, v.hash, v.basic, v.titles,
           l.id IS NULL AS homeless, coalesce(l.id, v.affiliation) AS affiliation, u.name AS registered, u.region_code AS unit_region
    FROM intake_row r
    JOIN jsonb_to_recordset(${JSON.stringify(versions)}::jsonb)
      AS v(number int, application uuid, version uuid, affiliation uuid, snapshot jsonb, hash text, basic jsonb, titles jsonb)
      ON v.number = r.number
    JOIN unit u ON u.id = r.unit_id
    LEFT JOIN affiliation l ON l.account_id = r.account_id AND l.ended_at IS NULL
    WHERE r.intake_id = ${intake.id}::uuid AND r.done_at IS NULL AND r.state IN ('new', 'merge')`
  await tx.$executeRaw`
    INSERT INTO account (id, kind, name, phone_cipher, phone_index, email, password_hash, password_changed_at,
                         phone_proved_at, created_at, unclaimed_since)
    SELECT id, 'individual', name, phone_cipher, phone_index, email, '-', ${at}, NULL, ${at}, ${at}
    FROM intake_chunk WHERE state = 'new'`
  await tx.$executeRaw`
    INSERT INTO person (account_id, doc_type, doc_cipher, doc_index, name, pinyin, initials, sex, birth_date, region_code,
                        education, degree, title_code)
    SELECT id, doc_type, doc_cipher, doc_index, name, pinyin, initials, sex, birth_date, coalesce(region_code, unit_region),
           education, degree, title_code
    FROM intake_chunk WHERE state = 'new'`
  await tx.$executeRaw`
    INSERT INTO affiliation (id, account_id, unit_id, status, status_since, since)
    SELECT affiliation, account_id, unit_id, 'approved', ${at}, ${at} FROM intake_chunk WHERE homeless`
  await putApplications(tx, run)
  await putExperts(tx, run)
  await putHistory(tx, run)
}

/** Of those who are in the pool already nothing is written over: only where they are from is said, if it was not. */
export async function notePlaces(
  _actor: Actor,
  tx: Tx,
  { intake }: Pick<With, 'intake'>,
  numbers: readonly number[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE expert e SET source_note = left(concat_ws('；', ${intake.source}::text, r.note, r.outer_number), 500)
    FROM intake_row r
    WHERE r.intake_id = ${intake.id}::uuid AND r.number = ANY(${[...numbers]}::int[]) AND r.state = 'known'
      AND e.account_id = r.account_id AND e.source_note IS NULL`
}

async function putApplications(tx: Tx, { intake, policyVersionId, at }: With): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO application (id, number, kind, account_id, unit_id, status, status_since, submitted_at, policy_version_id,
                             discipline_codes, created_at)
    SELECT application, ${chinaDay(at).slice(0, 4)}::text || '-' || lpad(n::text, greatest(6, length(n::text)), '0'),
           ${intake.kind}, account_id, unit_id, 'admitted', ${at}, ${at}, ${policyVersionId}, disciplines, ${at}
    FROM (SELECT *, nextval('application_number_seq') AS n FROM intake_chunk ORDER BY number) c`
  await tx.$executeRaw`
    INSERT INTO application_version (id, application_id, number, snapshot, hash, statement_version, submitted_at)
    SELECT version, application, 1, snapshot, hash, '', ${at} FROM intake_chunk`
  await tx.$executeRaw`
    INSERT INTO application_section (application_id, section, data, version, saved_at)
    SELECT application, s.section, s.data, 1, ${at}
    FROM intake_chunk, LATERAL (VALUES ('basic', basic), ('titles', titles)) AS s(section, data)`
}

async function putExperts(tx: Tx, { intake, at }: With): Promise<void> {
  const goLive = chinaDay(intake.goLiveOn!)
  await tx.$executeRaw`
    INSERT INTO expert (account_id, version_id, unit_id, unit_name, name, name_chars, pinyin, initials, sex, birth_date,
                        region_code, title_code, title_level, status, status_since, source, source_note, admitted_at, activated_at)
    SELECT account_id, version, unit_id, registered, name, string_to_array(name, NULL), pinyin, initials, sex, birth_date,
           coalesce(region_code, unit_region), title_code, title_level, 'active', ${at}, ${intake.kind},
           left(concat_ws('；', ${intake.source}::text, note, outer_number), 500),
           coalesce(joined_on, ${goLive}::date)::timestamp AT TIME ZONE 'Asia/Shanghai',
           ${goLive}::date::timestamp AT TIME ZONE 'Asia/Shanghai'
    FROM intake_chunk`
  await tx.$executeRaw`
    INSERT INTO expert_discipline (expert_id, position, code)
    SELECT account_id, d.place - 1, d.code FROM intake_chunk, LATERAL unnest(disciplines) WITH ORDINALITY AS d(code, place)`
}

/** Each one's history begins with the entry, as the deed of who confirmed the list. */
async function putHistory(tx: Tx, { intake, policyVersionId, at }: With): Promise<void> {
  const { confirmedById, confirmedBy, confirmOffice, kind } = intake
  await tx.$executeRaw`
    INSERT INTO status_history (subject_type, subject_id, event, to_status, actor_id, actor_name, actor_office,
                                policy_version_id, subject_version, at)
    SELECT h.type, h.id, h.event, h.status, ${confirmedById}::uuid, ${confirmedBy}, ${confirmOffice}, ${policyVersionId}, 0, ${at}
    FROM intake_chunk c, LATERAL (VALUES
      ('application', c.application, ${kind}::text, 'admitted', true),
      ('membership', c.account_id, 'admit', 'active', true),
      ('affiliation', c.affiliation, 'enter', 'approved', c.homeless)) AS h(type, id, event, status, wanted)
    WHERE h.wanted`
}

/**
 * Marks what came in, and counts it beside the list. What is personal in these rows lies in the pool now and goes from
 * here with the same write.
 */
export async function markDone(
  _actor: Actor,
  tx: Tx,
  intakeId: string,
  numbers: readonly number[],
  at: Date,
): Promise<void> {
  const done = await tx.$executeRaw`
    UPDATE intake_row SET done_at = ${at}, ${nothingPersonal}
    WHERE intake_id = ${intakeId}::uuid AND number = ANY(${[...numbers]}::int[]) AND done_at IS NULL`
  await tx.intake.update({ where: { id: intakeId }, data: { doneRows: { increment: done } } })
}
