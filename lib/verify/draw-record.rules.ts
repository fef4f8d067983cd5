import type { Invariant } from './invariant'

/** What must hold of draws so that what people get of them is true (decision 031). */
export const drawRecordInvariants: readonly Invariant[] = [
  {
    sentence: '按封存抽取的人选就是封存的名单，一个不多，一个不少',
    sql: `
    SELECT 'draw ' || w.id AS what FROM draw w JOIN draw_seal s ON s.id = w.seal_id
    WHERE (SELECT array_agg(one ORDER BY one) FROM draw_pool p, unnest(p.expert_ids) AS one WHERE p.draw_id = w.id)
      IS DISTINCT FROM (SELECT array_agg(one ORDER BY one) FROM unnest(s.expert_ids) AS one)`,
  },
]
