import type { Invariant } from './invariant'

/** What must hold of avoidance and leave (decision 028). */
export const avoidanceInvariants: readonly Invariant[] = [
  {
    sentence: '回避关系由提出需求的人以外的人核实，回避的声明由声明的人以外的人核准',
    sql: `
    SELECT 'conflict ' || c.id AS what FROM draw_conflict c JOIN draw_request r ON r.id = c.request_id
    WHERE c.verdict_by_id = r.requester_id
    UNION ALL SELECT 'avoidance ' || id FROM draw_avoidance WHERE decided_by_id = declared_by_id`,
  },
  {
    sentence: '提交以后评审对象的变更由提出的人以外的人核准',
    sql: `
    SELECT 'change ' || c.id AS what FROM draw_list_change c JOIN draw_request r ON r.id = c.request_id
    WHERE c.decided_by_id = c.asked_by_id OR c.decided_by_id = r.requester_id`,
  },
  {
    sentence: '登记的号码比对值只在人员上，单位没有',
    sql: `
    SELECT 'party ' || id AS what FROM draw_party WHERE name IS NULL AND num_nonnulls(doc_index, phone_index) > 0`,
  },
  {
    sentence: '专家的请假互不重叠',
    sql: `
    SELECT 'leave ' || a.id AS what FROM expert_leave a JOIN expert_leave b ON b.expert_id = a.expert_id AND b.id > a.id
      AND b.from_day <= a.to_day AND a.from_day <= b.to_day
    WHERE a.ended_at IS NULL AND b.ended_at IS NULL`,
  },
]
