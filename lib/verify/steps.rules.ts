import type { Invariant } from './invariant'

/** What must hold of steps, messages and applications under way. Each statement answers with the rows that break its sentence. */
export const stepInvariants: readonly Invariant[] = [
  {
    // a status equals the last row of the history, and its version does for applications
    sentence: '状态与办理记录的最后一步一致，版本也一致',
    sql: `
    WITH subject AS (
      SELECT 'application' AS type, id, status::text, version FROM application
      UNION ALL SELECT 'unit', id, status::text, version FROM unit
      UNION ALL SELECT 'notice', id, status::text, version FROM notice
      UNION ALL SELECT 'affiliation', id, status::text, version FROM affiliation
      UNION ALL SELECT 'membership', account_id, status::text, version FROM expert
      UNION ALL SELECT 'publicity', id, status::text, version FROM publicity_batch
      UNION ALL SELECT 'objection', id, status::text, version FROM objection
      UNION ALL SELECT 'call', id, status::text, version FROM call
      UNION ALL SELECT 'export', id, status::text, version FROM expert_export
      UNION ALL SELECT 'invitation', id, status::text, version FROM expert_invitation
      UNION ALL SELECT 'intake', id, status::text, version FROM intake
      UNION ALL SELECT 'draw', id, status::text, version FROM draw_request
      UNION ALL SELECT 'drawRound', id, status::text, version FROM draw_round
      UNION ALL SELECT 'drawSeat', id, status::text, version FROM draw_seat
      UNION ALL SELECT 'policy', id, status::text, version FROM policy_draft),
    last AS (
      SELECT DISTINCT ON (subject_type, subject_id) * FROM status_history
      ORDER BY subject_type, subject_id, subject_version DESC)
    SELECT s.type || ' ' || s.id AS what FROM subject s
    LEFT JOIN last l ON l.subject_type = s.type AND l.subject_id = s.id
    WHERE (l.id IS NULL AND NOT (s.type = 'notice' AND s.version = 0)) OR l.to_status <> s.status OR l.subject_version > s.version
       OR (l.subject_version < s.version AND s.type IN ('application', 'affiliation', 'membership', 'objection', 'intake', 'invitation'))`,
  },
  {
    // every version of an object is explained by one audit event
    sentence: '每一次版本变化都有且只有一条审计记录',
    sql: `
    SELECT s.type || ' ' || s.id AS what FROM (
      SELECT 'application' AS type, id, version FROM application
      UNION ALL SELECT 'unit', id, version FROM unit
      UNION ALL SELECT 'notice', id, version FROM notice
      UNION ALL SELECT 'affiliation', id, version FROM affiliation
      UNION ALL SELECT 'membership', account_id, version FROM expert
      UNION ALL SELECT 'publicity', id, version FROM publicity_batch
      UNION ALL SELECT 'objection', id, version FROM objection
      UNION ALL SELECT 'call', id, version FROM call
      UNION ALL SELECT 'export', id, version FROM expert_export
      UNION ALL SELECT 'invitation', id, version FROM expert_invitation
      UNION ALL SELECT 'intake', id, version FROM intake
      UNION ALL SELECT 'draw', id, version FROM draw_request
      UNION ALL SELECT 'drawRound', id, version FROM draw_round
      UNION ALL SELECT 'drawSeat', id, version FROM draw_seat
      UNION ALL SELECT 'policy', id, version FROM policy_draft) s
    CROSS JOIN LATERAL (
      SELECT count(*) AS there, coalesce(min((e.detail ->> 'version')::int), s.version + 1) AS first
      FROM audit_event e WHERE e.result = 'done' AND e.object_type = s.type AND e.object_id = s.id::text
        AND (e.detail ->> 'version')::int BETWEEN 1 AND s.version) AS events
    -- of what was archived the newest versions are here, without a gap
    WHERE s.version <> events.there
      AND (NOT EXISTS (SELECT 1 FROM audit_archive) OR events.there <> s.version - events.first + 1)`,
  },
  {
    // a history begins at 0, has no gap, and each step starts where the last one ended
    sentence: '办理记录从头开始、没有缺口，每一步从上一步的结果开始',
    sql: `
    SELECT h.subject_type || ' ' || h.subject_id || ' ' || h.subject_version AS what FROM (
      SELECT *, lag(to_status) OVER own AS before, lag(at) OVER own AS since,
             row_number() OVER own - 1 AS place, lag(subject_version) OVER own AS last
      FROM status_history WINDOW own AS (PARTITION BY subject_type, subject_id ORDER BY subject_version)) h
    WHERE (h.place = 0 AND (h.from_status IS NOT NULL OR h.subject_version <> 0))
       OR (h.place > 0 AND (h.from_status IS DISTINCT FROM h.before OR h.at < h.since))
       OR (h.subject_type IN ('application', 'affiliation', 'membership', 'objection', 'intake', 'invitation') AND h.subject_version <> h.place)`,
  },
  {
    // every step of a history belongs to an object
    sentence: '每一步办理记录都有对应的事项',
    sql: `
    SELECT h.subject_type || ' ' || h.subject_id AS what FROM status_history h
    WHERE NOT EXISTS (SELECT 1 FROM application a WHERE h.subject_type = 'application' AND a.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM unit u WHERE h.subject_type = 'unit' AND u.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM notice n WHERE h.subject_type = 'notice' AND n.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM affiliation f WHERE h.subject_type = 'affiliation' AND f.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM expert e WHERE h.subject_type = 'membership' AND e.account_id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM publicity_batch b WHERE h.subject_type = 'publicity' AND b.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM objection o WHERE h.subject_type = 'objection' AND o.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM call c WHERE h.subject_type = 'call' AND c.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM expert_export x WHERE h.subject_type = 'export' AND x.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM expert_invitation i WHERE h.subject_type = 'invitation' AND i.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM intake i WHERE h.subject_type = 'intake' AND i.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM draw_request r WHERE h.subject_type = 'draw' AND r.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM draw_round r WHERE h.subject_type = 'drawRound' AND r.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM draw_seat s WHERE h.subject_type = 'drawSeat' AND s.id = h.subject_id)
      AND NOT EXISTS (SELECT 1 FROM policy_draft d WHERE h.subject_type = 'policy' AND d.id = h.subject_id)`,
  },
  {
    // every step was taken under a policy that exists
    sentence: '每一步都依据存在的政策版本办理',
    sql: `
    SELECT 'history ' || h.id AS what FROM status_history h
    LEFT JOIN policy_version p ON p.id = h.policy_version_id WHERE p.id IS NULL`,
  },
  {
    // nobody decided about himself
    sentence: '没有人办理本人的申请',
    sql: `
    SELECT 'history ' || h.id AS what FROM status_history h JOIN application a ON a.id = h.subject_id
    WHERE h.subject_type = 'application' AND h.event IN ('recommend', 'return', 'refuse', 'approve')
      AND h.actor_id = a.account_id`,
  },
  {
    // nobody took two steps in a row that want two people (decision 027); by the account, because phones change hands
    sentence: '连续两步由不同的人办理：单位初审与复审，异议的登记或采用与决定，出库的提出与核实',
    sql: `
    SELECT later.subject_type || ' ' || later.subject_id || ' ' || later.subject_version AS what
    FROM status_history later
    JOIN LATERAL (
      SELECT actor_id FROM status_history earlier
      WHERE earlier.subject_type = later.subject_type AND earlier.subject_id = later.subject_id
        AND earlier.subject_version < later.subject_version
        AND earlier.event = ANY (CASE later.subject_type
          WHEN 'unit' THEN ARRAY['approveFirst'] WHEN 'objection' THEN ARRAY['register', 'take']
          ELSE ARRAY['proposeExit', 'requestExit'] END)
      ORDER BY earlier.subject_version DESC LIMIT 1) AS before ON before.actor_id = later.actor_id
    -- of units and objections since the rule is in force; before, one person could lawfully do both
    WHERE later.at >= (SELECT finished_at FROM _prisma_migrations WHERE migration_name LIKE '0047%' LIMIT 1)
        AND ((later.subject_type = 'unit' AND later.from_status = 'resubmitted' AND later.event IN ('approve', 'refuse'))
          OR (later.subject_type = 'objection' AND later.event IN ('uphold', 'dismiss')))
       OR (later.subject_type = 'membership' AND later.event IN ('confirmExit', 'rejectExit'))`,
  },
  {
    // every step after the first has exactly one audit event, and the other way round
    sentence: '每一步办理与一条审计记录一一对应',
    sql: `
    SELECT coalesce('history ' || h.id, 'audit event ' || e.id) AS what
    FROM (SELECT * FROM status_history WHERE subject_version > 0) h
    FULL JOIN (SELECT * FROM audit_event WHERE result = 'done' AND detail ? 'to') e
      ON e.object_id = h.subject_id::text AND e.object_type = h.subject_type
     AND e.action = h.subject_type || '.' || h.event AND (e.detail ->> 'version')::int = h.subject_version
     AND e.detail ->> 'from' = h.from_status AND e.detail ->> 'to' = h.to_status
     AND e.actor_id IS NOT DISTINCT FROM h.actor_id AND e.actor_name = h.actor_name
    WHERE (h.id IS NULL OR e.id IS NULL)
      -- the clock of a step and that of its event may stand on both sides of the instant
      AND coalesce(h.at, e.at) >= coalesce((SELECT max("before") + interval '1 day' FROM audit_archive), '-infinity')
    UNION ALL
    SELECT 'audit events of ' || object_id FROM audit_event WHERE result = 'done' AND detail ? 'to'
    GROUP BY object_type, object_id, action, detail ->> 'version' HAVING count(*) > 1`,
  },
  {
    // every decision that owes a message has exactly one, and no message comes from nowhere
    sentence: '该通知的每个决定都有一条消息，没有来历不明的消息',
    sql: `
    SELECT coalesce(h.subject_type || ' ' || h.subject_id, 'message ' || m.id) AS what
    FROM (SELECT * FROM status_history
          WHERE (subject_type = 'application' AND event IN
                 ('return', 'refuse', 'approve', 'publish', 'object', 'hold', 'release', 'uphold', 'admit'))
             OR (subject_type IN ('unit', 'affiliation')
                 AND event IN ('approveFirst', 'refuse', 'approve', 'disable', 'enable'))
             OR (subject_type = 'membership' AND event IN
                 ('sleep', 'suspend', 'resume', 'proposeExit', 'confirmExit', 'rejectExit', 'revokeExit', 'autoExit'))) h
    FULL JOIN (SELECT * FROM message WHERE dedupe_key ~ '^(application|unit|affiliation|membership):') m
      ON m.dedupe_key = h.subject_type || ':' || h.subject_id || ':' || h.subject_version
    WHERE h.id IS NULL OR m.id IS NULL`,
  },
  {
    // a message that waits has its job, and a job its message
    sentence: '等待发送的消息都有发送任务，任务都有消息',
    sql: `
    SELECT coalesce('message ' || m.id, 'job ' || j.key) AS what
    FROM (SELECT * FROM message WHERE status IN ('queued', 'failed')) m
    FULL JOIN (SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'deliver-message' AND attempts < max_attempts) j
      ON j.key = m.id::text
    WHERE (m.id IS NOT NULL AND j.key IS NULL) OR (m.id IS NULL AND NOT EXISTS (SELECT 1 FROM message x WHERE x.id::text = j.key))`,
  },
  {
    // an affiliation is over exactly when it says when, and locked exactly when its history says so
    sentence: '从属关系的结束和锁定与办理记录一致',
    sql: `
    SELECT 'affiliation ' || f.id AS what FROM affiliation f
    LEFT JOIN LATERAL (SELECT event FROM status_history h WHERE h.subject_type = 'affiliation' AND h.subject_id = f.id
      AND h.event IN ('lock', 'unlock') ORDER BY h.subject_version DESC LIMIT 1) l ON true
    WHERE (f.status = 'ended') <> (f.ended_at IS NOT NULL)
       OR (f.locked_at IS NOT NULL) <> coalesce(l.event = 'lock', false)`,
  },
  {
    // an application under way belongs to the unit its person belongs to
    sentence: '在办的申请属于本人所在的单位',
    sql: `
    SELECT 'application ' || a.id AS what FROM application a
    LEFT JOIN affiliation f ON f.account_id = a.account_id AND f.ended_at IS NULL
    WHERE a.status NOT IN ('admitted', 'refused', 'withdrawn') AND f.unit_id IS DISTINCT FROM a.unit_id`,
  },
  {
    // a person has at most one application under way
    sentence: '每人最多有一份在办的申请',
    sql: `
    SELECT 'account ' || account_id AS what FROM application
    WHERE status NOT IN ('admitted', 'refused', 'withdrawn') GROUP BY account_id HAVING count(*) > 1`,
  },
  {
    // every submission froze one version, numbered without a gap
    sentence: '每次提交都留下一个版本，编号连续',
    sql: `
    SELECT 'application ' || a.id AS what FROM application a
    CROSS JOIN LATERAL (SELECT count(*) AS n, coalesce(min(number), 1) AS lowest, coalesce(max(number), 0) AS highest
                        FROM application_version v WHERE v.application_id = a.id) v
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM status_history h
                        WHERE h.subject_type = 'application' AND h.subject_id = a.id AND h.event = 'submit') s
    -- what a list brings in has its version from the list
    WHERE v.n <> s.n + (a.kind IN ('legacy', 'automatic'))::int OR v.lowest <> 1 OR v.highest <> v.n
       OR (v.n > 0) <> (a.submitted_at IS NOT NULL)`,
  },
]
