import { systemActor } from '@/lib/access/actor'
import type { Snapshot } from '@/lib/application/application.dto'
import { checkAuditChain } from '@/lib/audit/audit.dal'
import { sortKeys } from '@/lib/audit/chain.rules'
import { blindIndex, decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { sha256 } from '@/lib/platform/ids'
import { Prisma } from '@/prisma/generated/client'
import { clearNumbers } from './clear-numbers'

/**
 * What must hold over the whole database at any quiet moment, whatever happened before. Each statement answers with
 * the rows that break the sentence; `what` names the row.
 */
const statements: Record<string, Prisma.Sql> = {
  'a status equals the last row of the history, and its version does for applications': Prisma.sql`
    WITH subject AS (
      SELECT 'application' AS type, id, status::text, version FROM application
      UNION ALL SELECT 'unit', id, status::text, version FROM unit
      UNION ALL SELECT 'notice', id, status::text, version FROM notice
      UNION ALL SELECT 'affiliation', id, status::text, version FROM affiliation
      UNION ALL SELECT 'membership', account_id, status::text, version FROM expert
      UNION ALL SELECT 'publicity', id, status::text, version FROM publicity_batch
      UNION ALL SELECT 'objection', id, status::text, version FROM objection),
    last AS (
      SELECT DISTINCT ON (subject_type, subject_id) * FROM status_history
      ORDER BY subject_type, subject_id, subject_version DESC)
    SELECT s.type || ' ' || s.id AS what FROM subject s
    LEFT JOIN last l ON l.subject_type = s.type AND l.subject_id = s.id
    WHERE (l.id IS NULL AND NOT (s.type = 'notice' AND s.version = 0)) OR l.to_status <> s.status OR l.subject_version > s.version
       OR (l.subject_version < s.version AND s.type IN ('application', 'affiliation', 'membership', 'objection'))`,
  'every version of an object is explained by one audit event': Prisma.sql`
    SELECT s.type || ' ' || s.id AS what FROM (
      SELECT 'application' AS type, id, version FROM application
      UNION ALL SELECT 'unit', id, version FROM unit
      UNION ALL SELECT 'notice', id, version FROM notice
      UNION ALL SELECT 'affiliation', id, version FROM affiliation
      UNION ALL SELECT 'membership', account_id, version FROM expert
      UNION ALL SELECT 'publicity', id, version FROM publicity_batch
      UNION ALL SELECT 'objection', id, version FROM objection) s
    WHERE s.version <> (
      SELECT count(*) FROM audit_event e WHERE e.result = 'done' AND e.object_type = s.type AND e.object_id = s.id::text
        AND (e.detail ->> 'version')::int BETWEEN 1 AND s.version)`,
  'a history begins at 0, has no gap, and each step starts where the last one ended': Prisma.sql`
    SELECT h.subject_type || ' ' || h.subject_id || ' ' || h.subject_version AS what FROM (
      SELECT *, lag(to_status) OVER own AS before, lag(at) OVER own AS since,
             row_number() OVER own - 1 AS place, lag(subject_version) OVER own AS last
      FROM status_history WINDOW own AS (PARTITION BY subject_type, subject_id ORDER BY subject_version)) h
    WHERE (h.place = 0 AND (h.from_status IS NOT NULL OR h.subject_version <> 0))
       OR (h.place > 0 AND (h.from_status IS DISTINCT FROM h.before OR h.at < h.since))
       OR (h.subject_type IN ('application', 'affiliation', 'membership', 'objection') AND h.subject_version <> h.place)`,
  'every step of a history belongs to an object': Prisma.sql`
    SELECT h.subject_type || ' ' || h.subject_id AS what FROM status_history h
    WHERE NOT EXISTS (SELECT 1 FROM application a WHERE h.subject_type = 'application' AND a.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM unit u WHERE h.subject_type = 'unit' AND u.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM notice n WHERE h.subject_type = 'notice' AND n.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM affiliation f WHERE h.subject_type = 'affiliation' AND f.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM expert e WHERE h.subject_type = 'membership' AND e.account_id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM publicity_batch b WHERE h.subject_type = 'publicity' AND b.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM objection o WHERE h.subject_type = 'objection' AND o.id = h.subject_id)`,
  'every step was taken under a policy that exists': Prisma.sql`
    SELECT 'history ' || h.id AS what FROM status_history h
    LEFT JOIN policy_version p ON p.id = h.policy_version_id WHERE p.id IS NULL`,
  'nobody decided about himself': Prisma.sql`
    SELECT 'history ' || h.id AS what FROM status_history h JOIN application a ON a.id = h.subject_id
    WHERE h.subject_type = 'application' AND h.event IN ('recommend', 'return', 'refuse', 'approve')
      AND h.actor_id = a.account_id`,
  'every step after the first has exactly one audit event, and the other way round': Prisma.sql`
    SELECT coalesce('history ' || h.id, 'audit event ' || e.id) AS what
    FROM (SELECT * FROM status_history WHERE subject_version > 0) h
    FULL JOIN (SELECT * FROM audit_event WHERE result = 'done' AND detail ? 'to') e
      ON e.object_id = h.subject_id::text AND e.object_type = h.subject_type
     AND e.action = h.subject_type || '.' || h.event AND (e.detail ->> 'version')::int = h.subject_version
     AND e.detail ->> 'from' = h.from_status AND e.detail ->> 'to' = h.to_status
     AND e.actor_id IS NOT DISTINCT FROM h.actor_id AND e.actor_name = h.actor_name
    WHERE h.id IS NULL OR e.id IS NULL
    UNION ALL
    SELECT 'audit events of ' || object_id FROM audit_event WHERE result = 'done' AND detail ? 'to'
    GROUP BY object_type, object_id, action, detail ->> 'version' HAVING count(*) > 1`,
  'every decision that owes a message has exactly one, and no message comes from nowhere': Prisma.sql`
    SELECT coalesce(h.subject_type || ' ' || h.subject_id, 'message ' || m.id) AS what
    FROM (SELECT * FROM status_history
          WHERE (subject_type = 'application' AND event IN
                 ('return', 'refuse', 'approve', 'publish', 'object', 'hold', 'release', 'uphold', 'admit'))
             OR (subject_type IN ('unit', 'affiliation')
                 AND event IN ('approveFirst', 'refuse', 'approve', 'disable', 'enable'))
             OR (subject_type = 'membership' AND event IN
                 ('sleep', 'suspend', 'resume', 'proposeExit', 'confirmExit', 'rejectExit', 'autoExit'))) h
    FULL JOIN (SELECT * FROM message WHERE dedupe_key ~ '^(application|unit|affiliation|membership):') m
      ON m.dedupe_key = h.subject_type || ':' || h.subject_id || ':' || h.subject_version
    WHERE h.id IS NULL OR m.id IS NULL`,
  'a message that waits has its job, and a job its message': Prisma.sql`
    SELECT coalesce('message ' || m.id, 'job ' || j.key) AS what
    FROM (SELECT * FROM message WHERE status IN ('queued', 'failed')) m
    FULL JOIN (SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'deliver-message' AND attempts < max_attempts) j
      ON j.key = m.id::text
    WHERE (m.id IS NOT NULL AND j.key IS NULL) OR (m.id IS NULL AND NOT EXISTS (SELECT 1 FROM message x WHERE x.id::text = j.key))`,
  'an affiliation is over exactly when it says when, and locked exactly when its history says so': Prisma.sql`
    SELECT 'affiliation ' || f.id AS what FROM affiliation f
    LEFT JOIN LATERAL (SELECT event FROM status_history h WHERE h.subject_type = 'affiliation' AND h.subject_id = f.id
      AND h.event IN ('lock', 'unlock') ORDER BY h.subject_version DESC LIMIT 1) l ON true
    WHERE (f.status = 'ended') <> (f.ended_at IS NOT NULL)
       OR (f.locked_at IS NOT NULL) <> coalesce(l.event = 'lock', false)`,
  'an application under way belongs to the unit its person belongs to': Prisma.sql`
    SELECT 'application ' || a.id AS what FROM application a
    LEFT JOIN affiliation f ON f.account_id = a.account_id AND f.ended_at IS NULL
    WHERE a.status NOT IN ('admitted', 'refused', 'withdrawn') AND f.unit_id IS DISTINCT FROM a.unit_id`,
  'a person has at most one application under way': Prisma.sql`
    SELECT 'account ' || account_id AS what FROM application
    WHERE status NOT IN ('admitted', 'refused', 'withdrawn') GROUP BY account_id HAVING count(*) > 1`,
  'every submission froze one version, numbered without a gap': Prisma.sql`
    SELECT 'application ' || a.id AS what FROM application a
    CROSS JOIN LATERAL (SELECT count(*) AS n, coalesce(min(number), 1) AS lowest, coalesce(max(number), 0) AS highest
                        FROM application_version v WHERE v.application_id = a.id) v
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM status_history h
                        WHERE h.subject_type = 'application' AND h.subject_id = a.id AND h.event = 'submit') s
    WHERE v.n <> s.n OR v.lowest <> 1 OR v.highest <> v.n OR (v.n > 0) <> (a.submitted_at IS NOT NULL)`,
  'whoever was admitted is in the pool with the version that was decided on': Prisma.sql`
    SELECT 'application ' || a.id AS what FROM application a
    LEFT JOIN expert e ON e.account_id = a.account_id
    LEFT JOIN application_version v ON v.id = e.version_id
    WHERE a.status = 'admitted'
      AND (v.id IS NULL OR (SELECT b.account_id FROM application b WHERE b.id = v.application_id) <> a.account_id)`,
  'whoever is in the pool was admitted, and is found by what he submitted': Prisma.sql`
    SELECT 'expert ' || e.account_id AS what FROM expert e
    LEFT JOIN application_version v ON v.id = e.version_id LEFT JOIN application a ON a.id = v.application_id
    WHERE a.id IS NULL OR a.status <> 'admitted' OR a.account_id <> e.account_id
       OR (a.unit_id <> e.unit_id AND NOT EXISTS (
         SELECT 1 FROM affiliation f WHERE f.account_id = e.account_id AND f.unit_id = e.unit_id AND f.ended_at IS NULL))
       OR v.number <> (SELECT max(w.number) FROM application_version w WHERE w.application_id = a.id)
       OR (CASE
         WHEN v.snapshot #> '{sections,titles}' IS NULL THEN e.title_code = v.snapshot #>> '{sections,title,titleCode}'
         WHEN e.title_code = '999' THEN NOT v.snapshot @? '$.sections.titles.rows[*] ? (@.kind == "title")'
         ELSE v.snapshot @? format('$.sections.titles.rows[*] ? (@.kind == "title" && @.titleCode == %s)',
                                   to_jsonb(e.title_code))::jsonpath END) IS NOT TRUE
       OR e.name IS DISTINCT FROM v.snapshot #>> '{person,name}'
       OR to_jsonb(ARRAY(SELECT d.code FROM expert_discipline d WHERE d.expert_id = e.account_id ORDER BY d.position))
          IS DISTINCT FROM coalesce(v.snapshot #> '{sections,basic,disciplines}',
                                    v.snapshot #> '{sections,disciplines,codes}')
       OR array_to_string(e.name_chars, '') <> e.name`,
  'nothing is left with a unit that was merged, and what it was merged into stands': Prisma.sql`
    SELECT 'unit ' || u.id AS what FROM unit u JOIN unit i ON i.id = u.merged_into_id
    WHERE u.status <> 'disabled' OR i.merged_into_id IS NOT NULL
       OR EXISTS (SELECT 1 FROM affiliation f WHERE f.unit_id = u.id AND f.ended_at IS NULL)
       OR EXISTS (SELECT 1 FROM application a WHERE a.unit_id = u.id)
       OR EXISTS (SELECT 1 FROM expert e WHERE e.unit_id = u.id)
       OR EXISTS (SELECT 1 FROM unit_alias x WHERE x.unit_id = u.id)
       OR EXISTS (SELECT 1 FROM unit_administrator m WHERE m.unit_id = u.id AND m.ended_at IS NULL)`,
  'no unit bears the alias of another': Prisma.sql`
    SELECT 'unit ' || u.id AS what FROM unit_alias x JOIN unit own ON own.id = x.unit_id
    JOIN unit u ON u.name_key = x.name_key AND u.id <> x.unit_id
    WHERE x.kind = 'alias' AND u.status NOT IN ('refused', 'disabled') AND own.status NOT IN ('refused', 'disabled')`,
  'nobody belongs to a division of another unit': Prisma.sql`
    SELECT 'affiliation ' || f.id AS what FROM affiliation f JOIN unit_division d ON d.id = f.division_id
    WHERE f.ended_at IS NULL AND d.unit_id <> f.unit_id`,
  'who recommended first is whom the expert chose, where the policy lets him': Prisma.sql`
    SELECT 'application ' || a.id AS what FROM application a
    CROSS JOIN LATERAL (SELECT * FROM status_history h WHERE h.subject_type = 'application' AND h.subject_id = a.id
                        AND h.event = 'submit' ORDER BY h.subject_version DESC LIMIT 1) s
    JOIN policy_version p ON p.id = s.policy_version_id
    WHERE a.status NOT IN ('draft', 'returned') AND a.proposed_by IS NULL AND coalesce((p.data #>> '{path,recommenderChoice}')::boolean, false)
      AND s.to_status <> CASE a.recommender WHEN 'department' THEN 'atDepartment' ELSE 'atUnit' END`,
  'an application names a department only after it came to one': Prisma.sql`
    SELECT 'application ' || a.id AS what FROM application a
    WHERE a.department_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM status_history h WHERE h.subject_type = 'application' AND h.subject_id = a.id
        AND h.to_status = 'atDepartment')`,
  'nothing lies with a department that is over, and nothing belongs to one': Prisma.sql`
    SELECT x.what FROM department d
    CROSS JOIN LATERAL (
      SELECT 'application ' || id AS what FROM application WHERE department_id = d.id AND status = 'atDepartment'
      UNION ALL SELECT 'unit ' || id FROM unit WHERE department_id = d.id
      UNION ALL SELECT 'department ' || id FROM department WHERE parent_id = d.id AND ended_at IS NULL) x
    WHERE d.ended_at IS NOT NULL`,
  'departments are a tree of at most four levels': Prisma.sql`
    WITH RECURSIVE way AS (
      SELECT id, parent_id, 1 AS level FROM department WHERE ended_at IS NULL
      UNION ALL SELECT w.id, d.parent_id, w.level + 1 FROM way w JOIN department d ON d.id = w.parent_id
      WHERE w.level < 6)
    SELECT DISTINCT 'department ' || id AS what FROM way WHERE level > 4`,
  'the department of a unit is what its changes say': Prisma.sql`
    SELECT 'unit ' || u.id AS what FROM unit u
    LEFT JOIN LATERAL (SELECT c.after ->> 'id' AS id FROM unit_change c WHERE c.unit_id = u.id AND c.kind = 'department'
                       ORDER BY c.id DESC LIMIT 1) c ON true
    WHERE u.department_id::text IS DISTINCT FROM c.id`,
  'a bank account is kept on the ground of a consent of its owner that is not withdrawn': Prisma.sql`
    SELECT 'bank account of ' || b.account_id AS what FROM person_bank b JOIN consent c ON c.id = b.consent_id
    WHERE c.account_id <> b.account_id OR c.withdrawn_at IS NOT NULL`,
  'an exit is under way exactly for who is leaving, and who left has the exit he left by': Prisma.sql`
    SELECT 'expert ' || e.account_id AS what FROM expert e
    LEFT JOIN LATERAL (SELECT * FROM membership_exit x WHERE x.account_id = e.account_id
                       ORDER BY x.at DESC, x.id DESC LIMIT 1) x ON true
    WHERE (e.status = 'leaving') <> coalesce(x.outcome IS NULL AND x.source <> 'automatic', false)
       OR (e.status = 'left') AND NOT coalesce(x.outcome = 'confirmed' OR (x.source = 'automatic' AND x.outcome IS NULL), false)`,
  'who confirmed an exit is neither who proposed it nor the expert': Prisma.sql`
    SELECT 'history ' || h.id AS what FROM status_history h
    CROSS JOIN LATERAL (SELECT * FROM status_history p WHERE p.subject_type = 'membership' AND p.subject_id = h.subject_id
      AND p.event IN ('proposeExit', 'requestExit') AND p.subject_version < h.subject_version
      ORDER BY p.subject_version DESC LIMIT 1) p
    WHERE h.subject_type = 'membership' AND h.event IN ('confirmExit', 'rejectExit')
      AND (h.actor_id = p.actor_id OR h.actor_id = h.subject_id)`,
  'a run about dormancy is finished exactly when nothing of it is left, and did nothing beyond the cap unasked': Prisma.sql`
    SELECT 'run ' || r.id AS what FROM membership_run r
    CROSS JOIN LATERAL (SELECT count(*) AS n, count(*) FILTER (WHERE i.outcome = 'done') AS done,
                               count(*) FILTER (WHERE i.outcome IS NULL) AS left
                        FROM membership_run_item i WHERE i.run_id = r.id) i
    WHERE i.n <> r.planned OR (r.waits AND r.decision IS DISTINCT FROM 'confirmed' AND i.done > 0)
       OR (NOT r.waits AND r.planned > r.cap)
       OR (r.finished_at IS NOT NULL AND i.left > 0 AND r.decision IS DISTINCT FROM 'putOff')`,
  'whoever is in 公示 stands in a batch that was made public': Prisma.sql`
    SELECT 'application ' || a.id AS what FROM application a WHERE a.status IN ('published', 'objected')
      AND NOT EXISTS (SELECT 1 FROM publicity_entry e JOIN publicity_batch b ON b.id = e.batch_id
                      WHERE e.application_id = a.id AND b.status IN ('published', 'closed'))`,
  'nobody came into the pool out of a 公示 before it was over': Prisma.sql`
    SELECT 'history ' || h.id AS what FROM status_history h
    LEFT JOIN publicity_entry e ON e.application_id = h.subject_id LEFT JOIN publicity_batch b ON b.id = e.batch_id
    WHERE h.subject_type = 'application' AND h.from_status IN ('proposed', 'published', 'objected')
      AND h.to_status = 'admitted' AND (h.event <> 'admit' OR b.ends_at IS NULL OR h.at < b.ends_at)`,
  'an expert is held exactly as long as an objection about him is checked': Prisma.sql`
    SELECT 'application ' || a.id AS what FROM application a JOIN publicity_entry e ON e.application_id = a.id
    WHERE a.status IN ('published', 'objected')
      AND (a.status = 'objected') <> EXISTS (SELECT 1 FROM objection o WHERE o.entry_id = e.id AND o.status = 'checking')`,
  'nobody decided two steps of one application in a row': Prisma.sql`
    SELECT 'history ' || h.id AS what FROM status_history h
    JOIN status_history b ON b.subject_type = h.subject_type AND b.subject_id = h.subject_id
      AND b.subject_version = h.subject_version - 1 AND b.actor_id = h.actor_id
    WHERE h.subject_type = 'application' AND b.event IN ('recommend', 'approve')
      -- who approved may take that back himself before it is public
      AND h.event IN ('recommend', 'return', 'refuse', 'approve', 'publish') AND (h.from_status <> 'proposed' OR h.event = 'publish')`,
  'a stored reply belongs to work that was done': Prisma.sql`
    SELECT 'key ' || key AS what FROM idempotent_reply WHERE reply IS NULL`,
}

/**
 * Everything over the whole database that does not hold; `[]` when all is well. Run it after each test of
 * concurrency or faults: `expect(await brokenInvariants()).toEqual([])`. It only reads.
 */
export async function brokenInvariants(): Promise<string[]> {
  const broken: string[] = []
  for (const [sentence, statement] of Object.entries(statements))
    for (const { what } of await db().$queryRaw<{ what: string }[]>(statement)) broken.push(`${what}: ${sentence}`)
  return [
    ...broken,
    ...(await brokenHashes()),
    ...(await brokenCiphers()),
    ...(await brokenChain()),
    ...(await clearNumbers()),
  ]
}

async function brokenHashes(): Promise<string[]> {
  const versions = await db().applicationVersion.findMany()
  // the stamped form carries the hash, so it is no part of what is hashed
  const content = ({ person, sections, files }: Snapshot) => ({ person, sections, files })
  return versions
    .filter(row => sha256(JSON.stringify(sortKeys(content(row.snapshot as unknown as Snapshot)))) !== row.hash)
    .map(row => `version ${row.id}: the hash is that of the frozen content`)
}

async function brokenCiphers(): Promise<string[]> {
  const broken: string[] = []
  const check = (what: string, fits: () => boolean) => {
    try {
      if (fits()) return
    } catch {
      // an unreadable value is as broken as a wrong one
    }
    broken.push(`${what}: the encrypted value opens in its place and fits its index`)
  }
  for (const { id, phoneCipher, phoneIndex } of await db().account.findMany({ where: { phoneCipher: { not: null } } }))
    check(`account ${id}`, () => {
      const phone = decryptField(phoneCipher!, { table: 'account', id, column: 'phone' })
      return blindIndex('phone', phone) === phoneIndex
    })
  for (const { accountId: id, docCipher, docIndex } of await db().person.findMany())
    check(`person ${id}`, () => {
      const number = decryptField(docCipher, { table: 'person', id, column: 'doc' })
      return blindIndex('document', number) === docIndex
    })
  for (const { id, toCipher, bodyCipher } of await db().message.findMany())
    check(`message ${id}`, () => {
      const to = decryptField(toCipher, { table: 'message', id, column: 'to' })
      return (
        /^1\d{10}$|^[^\s@]+@[^\s@]+$/.test(to) &&
        decryptField(bodyCipher, { table: 'message', id, column: 'body' }) !== ''
      )
    })
  return broken
}

async function brokenChain(): Promise<string[]> {
  const { brokenAt } = await checkAuditChain(systemActor('invariants'))
  return brokenAt === null ? [] : [`seal ${brokenAt}: the audit chain is whole`]
}
