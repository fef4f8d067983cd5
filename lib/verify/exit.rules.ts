import type { Invariant } from './invariant'

/** What must hold of leaving the pool, and of what is kept of who left. */
export const exitInvariants: readonly Invariant[] = [
  {
    // an exit is under way exactly for who is leaving, and who left has the exit he left by
    sentence: '待出库的都有在办的出库事项，已出库的都有出库依据',
    sql: `
    SELECT 'expert ' || e.account_id AS what FROM expert e
    LEFT JOIN LATERAL (SELECT * FROM membership_exit x WHERE x.account_id = e.account_id
                       ORDER BY x.at DESC, x.id DESC LIMIT 1) x ON true
    WHERE (e.status = 'leaving') <> coalesce(x.outcome IS NULL AND x.source <> 'automatic', false)
       OR (e.status = 'left') AND NOT coalesce(x.outcome = 'confirmed' OR (x.source = 'automatic' AND x.outcome IS NULL), false)`,
  },
  {
    // nothing of who left is erased before its day, and what was erased is gone whole
    sentence: '出库专家的资料没有提前删除，到期删除的没有遗留',
    sql: `
    SELECT 'exit ' || x.id AS what FROM membership_exit x WHERE x.erased_at IS NOT NULL
      AND (x.erased_at AT TIME ZONE 'Asia/Shanghai')::date <= x.keep_until
    UNION ALL
    SELECT 'expert ' || e.account_id FROM expert e
    CROSS JOIN LATERAL (SELECT * FROM membership_exit x WHERE x.account_id = e.account_id
                        ORDER BY x.at DESC, x.id DESC LIMIT 1) x
    WHERE e.status = 'left' AND x.erased_at IS NOT NULL AND (e.birth_date IS NOT NULL
       OR EXISTS (SELECT 1 FROM expert_discipline d WHERE d.expert_id = e.account_id)
       OR EXISTS (SELECT 1 FROM application_version v JOIN application a ON a.id = v.application_id
                  WHERE a.account_id = e.account_id AND v.erased_at IS NULL AND v.submitted_at < x.erased_at)
       OR EXISTS (SELECT 1 FROM judgement j JOIN application a ON a.id = j.application_id
                  JOIN application_version v ON v.application_id = j.application_id AND v.number = j.version_number
                  WHERE a.account_id = e.account_id AND v.erased_at IS NOT NULL AND j.results <> '[]'))`,
  },
  {
    // evidence of an exit is about the expert whose exit it is
    sentence: '出库的证据都属于这位专家的出库',
    sql: `
    SELECT 'file ' || f.id AS what FROM stored_file f JOIN membership_exit x ON x.id = f.exit_id
    WHERE f.member_id <> x.account_id`,
  },
  {
    // who confirmed an exit is neither who proposed it nor the expert
    sentence: '核实出库的既不是提出的人，也不是专家本人',
    sql: `
    SELECT 'history ' || h.id AS what FROM status_history h
    CROSS JOIN LATERAL (SELECT * FROM status_history p WHERE p.subject_type = 'membership' AND p.subject_id = h.subject_id
      AND p.event IN ('proposeExit', 'requestExit') AND p.subject_version < h.subject_version
      ORDER BY p.subject_version DESC LIMIT 1) p
    WHERE h.subject_type = 'membership' AND h.event IN ('confirmExit', 'rejectExit')
      AND (h.actor_id = p.actor_id OR h.actor_id = h.subject_id)`,
  },
  {
    // who undid an exit is neither who confirmed it nor the expert
    sentence: '撤销出库的既不是核实的人，也不是专家本人',
    sql: `
    SELECT 'history ' || h.id AS what FROM status_history h
    LEFT JOIN status_history p ON p.subject_type = 'membership' AND p.subject_id = h.subject_id
      AND p.subject_version = h.subject_version - 1 AND p.event = 'confirmExit'
    WHERE h.subject_type = 'membership' AND h.event = 'revokeExit'
      AND (h.actor_id = p.actor_id OR h.actor_id = h.subject_id)`,
  },
  {
    // a run about dormancy is finished exactly when nothing of it is left, and did nothing beyond the cap unasked
    sentence: '休眠与出库名单超过上限的没有擅自办理，办完的没有遗漏',
    sql: `
    SELECT 'run ' || r.id AS what FROM membership_run r
    CROSS JOIN LATERAL (SELECT count(*) AS n, count(*) FILTER (WHERE i.outcome = 'done') AS done,
                               count(*) FILTER (WHERE i.outcome IS NULL) AS left
                        FROM membership_run_item i WHERE i.run_id = r.id) i
    WHERE i.n <> r.planned OR (r.waits AND r.decision IS DISTINCT FROM 'confirmed' AND i.done > 0)
       OR (NOT r.waits AND r.planned > r.cap)
       OR (r.finished_at IS NOT NULL AND i.left > 0 AND r.decision IS DISTINCT FROM 'putOff')`,
  },
]
