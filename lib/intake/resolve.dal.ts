import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import { Prisma } from '@/prisma/generated/client'
import { findings } from './finding.rules'

/** Rows of one list by their numbers, both ends included. */
export type Range = { intakeId: string; from: number; to: number }
/** Every row that can be read, or only those that were found fit to come in: what was confirmed grows no more. */
export type Which = 'readable' | 'fit'

/** Where somebody has put a text, a number or a tick; the id of a row is nothing (`hasContent`). */
const said = '@ == true || @.type() == "number" || (@.type() == "string" && @ != "")'
const own = `$.keyvalue() ? (@.key != "id" && @.key != "rows").value.** ? (${said})`
const inRows = `$.rows[*].keyvalue() ? (@.key != "id").value.** ? (${said})`

/**
 * Whether the person of an application `x` that was never sent has put anything into it: words, or a file. What his
 * registration put there for him (discipline and title), and nobody has touched since, is not his writing.
 */
const written = Prisma.sql`(
  EXISTS (SELECT 1 FROM stored_file f WHERE f.application_id = x.id AND f.removed_at IS NULL)
  OR EXISTS (SELECT 1 FROM application_section s WHERE s.application_id = x.id
             AND (jsonb_path_exists(s.data, ${own}::jsonpath)
                  OR jsonb_path_exists(s.data, ${inRows}::jsonpath))
             AND NOT (s.version = 1 AND s.section IN ('basic', 'titles')
                      AND EXISTS (SELECT 1 FROM status_history h WHERE h.subject_type = 'application' AND h.subject_id = x.id
                                  AND h.subject_version = 0 AND h.event = 'register'))))`

/**
 * Compares rows that can be read with the pool as it is now: people known by document number or phone, experts, units
 * by code or else by name. Asked when a list is checked and again before each chunk is entered: between the two
 * somebody may have registered. Set-based; what a row says of itself is left alone.
 */
export async function resolveRows(_actor: Actor, tx: Tx, { intakeId, from, to }: Range, which: Which): Promise<void> {
  await tx.$executeRaw`
    WITH named AS MATERIALIZED (
      -- by its code; without one, or where nobody has it, by its name, if that is nobody else's code
      SELECT s.credit_code, s.unit_key,
             CASE WHEN n.several OR n.status <> 'active' OR n.other THEN NULL ELSE n.id END AS id,
             CASE WHEN n.id IS NULL THEN 'unitUnknown' WHEN n.several THEN 'unitSeveral'
                  WHEN n.other THEN 'unitOther' WHEN n.status <> 'active' THEN 'unitInactive' END AS finding
      FROM (SELECT DISTINCT credit_code, unit_key FROM intake_row
            WHERE intake_id = ${intakeId}::uuid AND number BETWEEN ${from} AND ${to}) s
      LEFT JOIN LATERAL (
        -- a name that is somebody else's in the registry speaks against the code
        SELECT w.id, w.status, false AS several,
               w.name_key <> s.unit_key AND c.name_key <> s.unit_key
               AND EXISTS (SELECT 1 FROM unit z WHERE z.name_key = s.unit_key AND z.id NOT IN (w.id, c.id)
                           AND z.merged_into_id IS NULL AND z.status <> 'refused')
               AND NOT EXISTS (SELECT 1 FROM unit_alias y WHERE y.name_key = s.unit_key AND y.unit_id IN (w.id, c.id)) AS other
        FROM unit c JOIN unit w ON w.id = coalesce(c.merged_into_id, c.id)
        WHERE c.credit_code = s.credit_code AND c.status <> 'refused'
        UNION ALL
        SELECT w.id, w.status, count(*) OVER () > 1,
               s.credit_code IS NOT NULL AND w.credit_code IS NOT NULL
        FROM unit w
        WHERE NOT EXISTS (SELECT 1 FROM unit c WHERE c.credit_code = s.credit_code AND c.status <> 'refused')
          AND w.merged_into_id IS NULL AND w.status <> 'refused'
          AND w.id IN (SELECT i.id FROM unit i WHERE i.name_key = s.unit_key
                       UNION SELECT x.unit_id FROM unit_alias x WHERE x.name_key = s.unit_key)
        LIMIT 1) n ON true)
    UPDATE intake_row r SET account_id = f.account_id, unit_id = f.unit_id, finding = f.finding, state = f.state
    FROM (SELECT g.*,
      CASE WHEN g.finding LIKE 'unit%' AND g.finding <> 'unitOther' THEN 'unit' WHEN g.finding IS NOT NULL THEN 'faulty'
           WHEN g.in_pool THEN 'known' WHEN g.account_id <> g.id THEN 'merge' ELSE 'new' END AS state
    FROM (
      SELECT s.number, s.id, coalesce(p.account_id, s.id) AS account_id, coalesce(l.unit_id, u.id) AS unit_id,
             e.account_id IS NOT NULL AS in_pool,
             CASE WHEN p.account_id IS NULL AND t.id IS NOT NULL THEN 'phoneTaken'
                  WHEN p.account_id IS NULL AND b.name IS NOT NULL THEN 'barred'
                  WHEN p.account_id IS NULL THEN u.finding
                  WHEN p.name <> s.name THEN 'otherName'
                  WHEN a.disabled_at IS NOT NULL THEN 'disabled'
                  WHEN e.status = 'left' THEN 'left'
                  WHEN e.account_id IS NOT NULL THEN NULL
                  WHEN o.sent THEN 'underWay'
                  WHEN o.written THEN 'begun'
                  WHEN a.phone_index <> s.phone_index THEN 'otherPhone'
                  WHEN l.id IS NOT NULL AND (l.status <> 'approved' OR l.locked_at IS NOT NULL) THEN 'notApproved'
                  WHEN l.id IS NULL THEN u.finding END AS finding
      FROM intake_row s
      LEFT JOIN person p ON p.doc_type = s.doc_type AND p.doc_index = s.doc_index
      LEFT JOIN account a ON a.id = p.account_id
      LEFT JOIN expert e ON e.account_id = p.account_id
      LEFT JOIN account t ON p.account_id IS NULL AND t.kind = 'individual' AND t.phone_index = s.phone_index
      LEFT JOIN (SELECT DISTINCT x.name, x.birth_date FROM membership_exit m JOIN expert x ON x.account_id = m.account_id
                 WHERE x.status = 'left' AND m.reentry_from > ${chinaDay(now())}::date) b
        ON p.account_id IS NULL AND b.name = s.name AND b.birth_date = s.birth_date
      LEFT JOIN affiliation l ON l.account_id = p.account_id AND l.ended_at IS NULL
      LEFT JOIN LATERAL (SELECT x.submitted_at IS NOT NULL AS sent, ${written} AS written
                         FROM application x WHERE x.account_id = p.account_id
                         AND x.status NOT IN ('admitted', 'refused', 'withdrawn') LIMIT 1) o ON true
      JOIN named u ON coalesce(u.unit_key, '') = coalesce(s.unit_key, '') AND coalesce(u.credit_code, '') = coalesce(s.credit_code, '')
      WHERE s.intake_id = ${intakeId}::uuid AND s.number BETWEEN ${from} AND ${to}
        AND s.faults = '[]' AND s.done_at IS NULL
        AND (${which} = 'readable' OR s.state IN ('new', 'merge', 'known'))) g) f
    WHERE r.intake_id = ${intakeId}::uuid AND r.number = f.number
      -- on the second look nearly every row is as it was; writing it again would cost more than the look
      AND (r.account_id, r.unit_id, r.finding, r.state) IS DISTINCT FROM (f.account_id, f.unit_id, f.finding, f.state)`
}

/** Marks rows that say the same number as one before them, which alone counts. */
export async function findDoubles(_actor: Actor, tx: Tx, intakeId: string): Promise<void> {
  const { doubleNumber, doublePhone } = findings
  await tx.$executeRaw`
    UPDATE intake_row r SET state = 'faulty', faults = ${JSON.stringify([doubleNumber])}::jsonb
    FROM (SELECT number, row_number() OVER (PARTITION BY doc_type, doc_index ORDER BY number) AS place
          FROM intake_row WHERE intake_id = ${intakeId}::uuid AND faults = '[]') d
    WHERE r.intake_id = ${intakeId}::uuid AND r.number = d.number AND d.place > 1`
  await tx.$executeRaw`
    UPDATE intake_row r SET state = 'faulty', faults = ${JSON.stringify([doublePhone])}::jsonb
    FROM (SELECT number, row_number() OVER (PARTITION BY phone_index ORDER BY number) AS place
          FROM intake_row WHERE intake_id = ${intakeId}::uuid AND faults = '[]') d
    WHERE r.intake_id = ${intakeId}::uuid AND r.number = d.number AND d.place > 1`
}

/** Rows into which merged cells reach say nothing that could be trusted. */
export async function markMerged(
  _actor: Actor,
  tx: Tx,
  intakeId: string,
  areas: readonly (readonly [from: number, to: number])[],
): Promise<void> {
  if (areas.length === 0) return
  await tx.$executeRaw`
    UPDATE intake_row r SET state = 'faulty', faults = ${JSON.stringify([findings.merged])}::jsonb
    FROM unnest(${areas.map(([from]) => from)}::int[], ${areas.map(([, to]) => to)}::int[]) AS m(low, high)
    WHERE r.intake_id = ${intakeId}::uuid AND r.number BETWEEN m.low AND m.high`
}
