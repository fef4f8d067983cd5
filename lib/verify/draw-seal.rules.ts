import type { Invariant } from './invariant'

/** What must hold of sealed draws (decision 031). */
export const drawSealInvariants: readonly Invariant[] = [
  {
    sentence: '有效的封存都属于已同意或已抽取的轮次，内容是同意的那一份',
    sql: `
    SELECT 'seal ' || s.id AS what FROM draw_seal s JOIN draw_round d ON d.id = s.round_id
    WHERE s.ended_at IS NULL AND d.status <> 'drawn' AND (d.status <> 'approved' OR d.ask_hash IS DISTINCT FROM s.ask_hash)`,
  },
  {
    sentence: '封存总账从头到尾没有空号',
    sql: `
    SELECT 'seal ' || s.id AS what FROM draw_seal s WHERE s.place < 0 OR s.place >= (SELECT count(*) FROM draw_seal)`,
  },
  {
    sentence: '三方内容都是交齐以后才公开的，由不同的人提交，同意需求的人没有提交',
    sql: `
    SELECT 'contribution ' || c.id AS what FROM draw_contribution c
    WHERE c.revealed_at IS NOT NULL AND ((SELECT count(*) FROM draw_contribution o WHERE o.seal_id = c.seal_id) <> 3
       OR c.revealed_at < (SELECT max(o.committed_at) FROM draw_contribution o WHERE o.seal_id = c.seal_id))
    UNION ALL SELECT 'contribution ' || c.id FROM draw_contribution c JOIN draw_seal s ON s.id = c.seal_id
      JOIN draw_round d ON d.id = s.round_id WHERE s.ended_at IS NULL AND c.account_id = d.approved_by_id`,
  },
  {
    sentence: '按抽签方案抽取的，都在封存和三方公开以后',
    sql: `
    SELECT 'draw ' || w.id AS what FROM draw w JOIN draw_seal s ON s.id = w.seal_id
    WHERE s.sealed_at > w.drawn_at OR s.round_id <> w.round_id OR w.problem_hash <> s.seal
       OR (SELECT count(*) FROM draw_contribution c WHERE c.seal_id = s.id AND c.revealed_at <= w.drawn_at) <> 3
       OR (w.voided_at IS NULL AND s.ended_at IS NOT NULL)`,
  },
]
