import type { Invariant } from './invariant'

/** What must hold of lists of experts and of those they brought in. */
export const intakeInvariants: readonly Invariant[] = [
  {
    // every expert out of a list has one row that is done, and every such row its expert
    sentence: '名单导入的专家都有且只有一行已办完的名单，没有重复入库',
    sql: `
    SELECT coalesce('application ' || a.id, 'list ' || r.intake_id || ' row ' || r.number) AS what
    FROM (SELECT * FROM application WHERE kind IN ('legacy', 'automatic')) a
    FULL JOIN (SELECT * FROM intake_row WHERE done_at IS NOT NULL AND state IN ('new', 'merge')) r
      ON r.account_id = a.account_id
    WHERE a.id IS NULL OR r.id IS NULL
    UNION ALL
    SELECT 'account ' || account_id FROM intake_row WHERE done_at IS NOT NULL AND state IN ('new', 'merge')
    GROUP BY account_id HAVING count(*) > 1`,
  },
  {
    // nothing came in that nobody confirmed, and nobody confirmed his own list
    sentence: '名单都经另一人确认才入库',
    sql: `
    SELECT 'list ' || i.id AS what FROM intake i
    WHERE (i.confirmed_by_id IS NULL OR i.confirmed_by_id = i.author_id)
      AND EXISTS (SELECT 1 FROM intake_row r WHERE r.intake_id = i.id AND r.done_at IS NOT NULL)`,
  },
  {
    // a list that is finished has nothing left to enter, unless somebody ended it, and keeps nothing of those who came in
    sentence: '办完的名单没有遗漏，已入库的人员不在名单里留个人信息',
    sql: `
    SELECT 'list ' || r.intake_id || ' row ' || r.number AS what FROM intake_row r JOIN intake i ON i.id = r.intake_id
    WHERE i.status = 'done' AND (
      (r.done_at IS NOT NULL AND (r.name IS NOT NULL OR r.doc_cipher IS NOT NULL OR r.phone_cipher IS NOT NULL))
      OR (r.done_at IS NULL AND r.state IN ('new', 'merge', 'known') AND NOT EXISTS (
        SELECT 1 FROM status_history h WHERE h.subject_type = 'intake' AND h.subject_id = i.id AND h.event = 'end')))`,
  },
  {
    // whoever has not come yet has no session, no consent and no password
    sentence: '没有认领的账号没有登录过，也没有密码和同意记录',
    sql: `
    SELECT 'account ' || a.id AS what FROM account a
    WHERE a.unclaimed_since IS NOT NULL AND (a.password_hash <> '-'
      OR EXISTS (SELECT 1 FROM session s WHERE s.account_id = a.id)
      OR EXISTS (SELECT 1 FROM consent c WHERE c.account_id = a.id))`,
  },
]
