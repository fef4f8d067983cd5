import type { Invariant } from './invariant'

/** What must hold of draws after the panel is fixed (decision 028). */
export const drawLifeInvariants: readonly Invariant[] = [
  {
    sentence: '评审取消以后没有还占着的席位，也没有还在办理的轮次',
    sql: `
    SELECT 'seat ' || s.id AS what FROM draw_seat s JOIN draw_request r ON r.id = s.request_id
    WHERE r.status = 'cancelled' AND s.status IN ('drawn', 'notified', 'accepted')
    UNION ALL SELECT 'round ' || d.id FROM draw_round d JOIN draw_request r ON r.id = d.request_id
    WHERE r.status = 'cancelled' AND d.number > 1 AND d.status NOT IN ('drawn', 'void')`,
  },
  {
    sentence: '占着的席位与需求是同一个评审时间',
    sql: `
    SELECT 'seat ' || s.id AS what FROM draw_seat s JOIN draw_request r ON r.id = s.request_id
    WHERE s.status IN ('drawn', 'notified', 'accepted', 'present')
      AND (s.session_from, s.session_to) IS DISTINCT FROM (r.session_from, r.session_to)`,
  },
  {
    sentence: '同意的特邀每人都有席位，或者写明不能邀请的原因',
    sql: `
    SELECT 'special ' || p.id AS what FROM draw_special p JOIN draw_round d ON d.id = p.round_id
    WHERE d.status = 'drawn' AND p.out_reason IS NULL AND NOT EXISTS (SELECT 1 FROM draw_seat s WHERE s.special_id = p.id)
    UNION ALL SELECT 'special ' || p.id FROM draw_special p JOIN draw_seat s ON s.special_id = p.id
    WHERE p.out_reason IS NOT NULL`,
  },
  {
    sentence: '要两人启封的名单，公开时有抽取人和监督人员两个账号的启封记录',
    sql: `
    SELECT 'request ' || r.id AS what FROM draw_request r
    WHERE r.unseal = 'two' AND r.unlocked_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM draw_unseal u WHERE u.request_id = r.id AND u.at <= r.unlocked_at
      GROUP BY u.turn HAVING count(DISTINCT u.role) = 2 AND count(DISTINCT u.account_id) = 2)`,
  },
]
