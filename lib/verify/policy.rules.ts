import type { Invariant } from './invariant'

/** What must hold of the versions of the rules. */
export const policyInvariants: readonly Invariant[] = [
  {
    sentence: '规则由没有改过草稿的人发布',
    sql: `
    SELECT 'policy version ' || v.id AS what FROM policy_version v
    JOIN policy_draft d ON d.released_id = v.id JOIN policy_draft_edit e ON e.draft_id = d.id
    WHERE e.account_id = v.released_by_id`,
  },
  {
    sentence: '安装以后的每一版规则都由送交发布的草稿而来，内容与草稿一致',
    sql: `
    SELECT 'policy version ' || v.id AS what FROM policy_version v
    LEFT JOIN policy_draft d ON d.released_id = v.id
    WHERE v.base_id IS NOT NULL AND (d.id IS NULL OR d.status <> 'released' OR d.base_id <> v.base_id OR d.data <> v.data)
    UNION ALL SELECT 'policy draft ' || id FROM policy_draft WHERE status = 'released' AND released_id IS NULL`,
  },
  {
    sentence: '后发布的规则不早于它所依据的版本生效，收回的规则没有生效过',
    sql: `
    SELECT 'policy version ' || v.id AS what FROM policy_version v
    LEFT JOIN policy_version b ON b.id = v.base_id LEFT JOIN policy_withdrawal w ON w.version_id = v.id
    WHERE v.effective_from < b.effective_from OR w.at >= v.effective_from`,
  },
]
