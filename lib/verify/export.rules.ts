import type { Invariant } from './invariant'

/** What must hold of lists that left the house. Requests from before the people were kept have no `conditions`. */
export const exportInvariants: readonly Invariant[] = [
  {
    // of every file it is known who stood in it, all of them and nobody else
    sentence: '生成的名单导出都记下了其中每一个人',
    sql: `
    SELECT 'export ' || x.id AS what FROM expert_export x
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM expert_export_person p WHERE p.export_id = x.id) p
    WHERE coalesce(x.rows, 0) <> p.n AND (x.conditions IS NOT NULL OR p.n > 0)`,
  },
  {
    // nothing was made, and nothing fetched, that nobody else agreed to
    sentence: '名单导出都经另一人同意才生成，生成以后才下载',
    sql: `
    SELECT 'export ' || x.id AS what FROM expert_export x
    WHERE (x.rows IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM status_history h WHERE h.subject_type = 'export' AND h.subject_id = x.id AND h.event = 'approve'
          AND h.actor_id = x.approver_id AND h.actor_id <> x.requester_id))
       OR (x.downloads > 0 AND x.rows IS NULL)`,
  },
  {
    // every download stands in the trail
    sentence: '名单导出的下载次数与审计记录一致',
    sql: `
    SELECT 'export ' || x.id AS what FROM expert_export x
    CROSS JOIN LATERAL (
      SELECT count(*) AS there FROM audit_event e WHERE e.action = 'export.download' AND e.result = 'done'
        AND e.object_type = 'export' AND e.object_id = x.id::text) AS events
    -- what was archived is not here any more
    WHERE x.downloads < events.there OR (x.downloads > events.there
      AND x.created_at >= coalesce((SELECT max("before") FROM audit_archive), '-infinity'))`,
  },
]
