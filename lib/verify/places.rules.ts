import type { Invariant } from './invariant'

/** What must hold of the pool, of units and departments and of 公示. */
export const placeInvariants: readonly Invariant[] = [
  {
    // whoever was admitted is in the pool with the version that was decided on
    sentence: '审核通过的都在库，依据的是审核的那个版本',
    sql: `
    SELECT 'application ' || a.id AS what FROM application a
    LEFT JOIN expert e ON e.account_id = a.account_id
    LEFT JOIN application_version v ON v.id = e.version_id
    WHERE a.status = 'admitted'
      AND (v.id IS NULL OR (SELECT b.account_id FROM application b WHERE b.id = v.application_id) <> a.account_id)`,
  },
  {
    // whoever is in the pool was admitted, and is found by what he submitted
    sentence: '在库的都经过审核，检索用的内容与提交的一致',
    sql: `
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
  },
  {
    // nothing is left with a unit that was merged, and what it was merged into stands
    sentence: '被合并的单位名下没有遗留，并入的单位有效',
    sql: `
    SELECT 'unit ' || u.id AS what FROM unit u JOIN unit i ON i.id = u.merged_into_id
    WHERE u.status <> 'disabled' OR i.merged_into_id IS NOT NULL
       OR EXISTS (SELECT 1 FROM affiliation f WHERE f.unit_id = u.id AND f.ended_at IS NULL)
       OR EXISTS (SELECT 1 FROM application a WHERE a.unit_id = u.id)
       OR EXISTS (SELECT 1 FROM expert e WHERE e.unit_id = u.id)
       OR EXISTS (SELECT 1 FROM unit_alias x WHERE x.unit_id = u.id)
       OR EXISTS (SELECT 1 FROM unit_administrator m WHERE m.unit_id = u.id AND m.ended_at IS NULL)`,
  },
  {
    // no unit lies above itself
    sentence: '没有单位是自己的上级',
    sql: `
    WITH RECURSIVE line AS (
      SELECT u.id AS unit, u.parent_id AS above FROM unit u WHERE u.parent_id IS NOT NULL
      UNION SELECT l.unit, p.parent_id FROM line l JOIN unit p ON p.id = l.above WHERE p.parent_id IS NOT NULL
    ) SELECT 'unit ' || unit AS what FROM line WHERE unit = above`,
  },
  {
    // no unit bears the alias of another
    sentence: '没有单位使用别的单位的曾用名',
    sql: `
    SELECT 'unit ' || u.id AS what FROM unit_alias x JOIN unit own ON own.id = x.unit_id
    JOIN unit u ON u.name_key = x.name_key AND u.id <> x.unit_id
    WHERE x.kind = 'alias' AND u.status NOT IN ('refused', 'disabled') AND own.status NOT IN ('refused', 'disabled')`,
  },
  {
    // nobody belongs to a division of another unit
    sentence: '没有人属于别的单位的院系、部门',
    sql: `
    SELECT 'affiliation ' || f.id AS what FROM affiliation f JOIN unit_division d ON d.id = f.division_id
    WHERE f.ended_at IS NULL AND d.unit_id <> f.unit_id`,
  },
  {
    // who recommended first is whom the expert chose, where the policy lets him
    sentence: '首先推荐的是专家选择的推荐人',
    sql: `
    SELECT 'application ' || a.id AS what FROM application a
    CROSS JOIN LATERAL (SELECT * FROM status_history h WHERE h.subject_type = 'application' AND h.subject_id = a.id
                        AND h.event = 'submit' ORDER BY h.subject_version DESC LIMIT 1) s
    JOIN policy_version p ON p.id = s.policy_version_id
    WHERE a.status NOT IN ('draft', 'returned') AND a.proposed_by IS NULL AND coalesce((p.data #>> '{path,recommenderChoice}')::boolean, false)
      AND s.to_status <> CASE a.recommender WHEN 'department' THEN 'atDepartment' ELSE 'atUnit' END`,
  },
  {
    // an application names a department only after it came to one
    sentence: '申请到了归口管理部门才记下是哪个部门',
    sql: `
    SELECT 'application ' || a.id AS what FROM application a
    WHERE a.department_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM status_history h WHERE h.subject_type = 'application' AND h.subject_id = a.id
        AND h.to_status = 'atDepartment')`,
  },
  {
    // nothing lies with a department that is over, and nothing belongs to one
    sentence: '停用的归口管理部门没有待办和所属单位',
    sql: `
    SELECT x.what FROM department d
    CROSS JOIN LATERAL (
      SELECT 'application ' || id AS what FROM application WHERE department_id = d.id AND status = 'atDepartment'
      UNION ALL SELECT 'unit ' || id FROM unit WHERE department_id = d.id
      UNION ALL SELECT 'department ' || id FROM department WHERE parent_id = d.id AND ended_at IS NULL) x
    WHERE d.ended_at IS NOT NULL`,
  },
  {
    // departments are a tree of at most four levels
    sentence: '归口管理部门最多四级',
    sql: `
    WITH RECURSIVE way AS (
      SELECT id, parent_id, 1 AS level FROM department WHERE ended_at IS NULL
      UNION ALL SELECT w.id, d.parent_id, w.level + 1 FROM way w JOIN department d ON d.id = w.parent_id
      WHERE w.level < 6)
    SELECT DISTINCT 'department ' || id AS what FROM way WHERE level > 4`,
  },
  {
    // the department of a unit is what its changes say
    sentence: '单位的归口管理部门与变更记录一致',
    sql: `
    SELECT 'unit ' || u.id AS what FROM unit u
    LEFT JOIN LATERAL (SELECT c.after ->> 'id' AS id FROM unit_change c WHERE c.unit_id = u.id AND c.kind = 'department'
                       ORDER BY c.id DESC LIMIT 1) c ON true
    WHERE u.department_id::text IS DISTINCT FROM c.id`,
  },
  {
    // a bank account is kept on the ground of a consent of its owner that is not withdrawn
    sentence: '银行账户都有本人没有撤回的单独同意',
    sql: `
    SELECT 'bank account of ' || b.account_id AS what FROM person_bank b JOIN consent c ON c.id = b.consent_id
    WHERE c.account_id <> b.account_id OR c.withdrawn_at IS NOT NULL`,
  },
  {
    // whoever is in 公示 stands in a batch that was made public
    sentence: '公示中的人都在已发布的公示里',
    sql: `
    SELECT 'application ' || a.id AS what FROM application a WHERE a.status IN ('published', 'objected')
      AND NOT EXISTS (SELECT 1 FROM publicity_entry e JOIN publicity_batch b ON b.id = e.batch_id
                      WHERE e.application_id = a.id AND b.status IN ('published', 'closed'))`,
  },
  {
    // nobody came into the pool out of a 公示 before it was over
    sentence: '没有人在公示期满前入库',
    sql: `
    SELECT 'history ' || h.id AS what FROM status_history h
    LEFT JOIN publicity_entry e ON e.application_id = h.subject_id LEFT JOIN publicity_batch b ON b.id = e.batch_id
    WHERE h.subject_type = 'application' AND h.from_status IN ('proposed', 'published', 'objected')
      AND h.to_status = 'admitted' AND (h.event <> 'admit' OR b.ends_at IS NULL OR h.at < b.ends_at)`,
  },
  {
    // an expert is held exactly as long as an objection about him is checked
    sentence: '有异议在核查的暂停入库，没有的不暂停',
    sql: `
    SELECT 'application ' || a.id AS what FROM application a JOIN publicity_entry e ON e.application_id = a.id
    WHERE a.status IN ('published', 'objected')
      AND (a.status = 'objected') <> EXISTS (SELECT 1 FROM objection o WHERE o.entry_id = e.id AND o.status = 'checking')`,
  },
  {
    // who objected is forgotten whole
    sentence: '按期删除的异议没有留下证明材料',
    sql: `
    SELECT 'objection ' || o.id AS what FROM objection o JOIN stored_file f ON f.objection_id = o.id
    WHERE o.cleared_at IS NOT NULL AND f.removed_at IS NULL`,
  },
  {
    // nobody decided two steps of one application in a row
    sentence: '没有人连续办理同一份申请的两步',
    sql: `
    SELECT 'history ' || h.id AS what FROM status_history h
    JOIN status_history b ON b.subject_type = h.subject_type AND b.subject_id = h.subject_id
      AND b.subject_version = h.subject_version - 1 AND b.actor_id = h.actor_id
    WHERE h.subject_type = 'application' AND b.event IN ('recommend', 'approve')
      -- who approved may take that back himself before it is public
      AND h.event IN ('recommend', 'return', 'refuse', 'approve', 'publish') AND (h.from_status <> 'proposed' OR h.event = 'publish')`,
  },
  {
    // a stored reply belongs to work that was done
    sentence: '保存的回复都属于办完的事',
    sql: `
    SELECT 'key ' || key AS what FROM idempotent_reply WHERE reply IS NULL`,
  },
  {
    // an attached file has its size and its hash
    sentence: '已附的文件都有大小和校验值',
    sql: `
    SELECT 'file ' || id AS what FROM stored_file
    WHERE status = 'clean' AND attached_at IS NOT NULL AND (sha256 IS NULL OR size <= 0)`,
  },
  {
    // what was submitted names files that are there
    sentence: '提交的版本引用的文件都还在',
    sql: `
    SELECT 'version ' || v.id AS what FROM application_version v
    CROSS JOIN LATERAL jsonb_array_elements(v.snapshot -> 'files') f
    WHERE NOT EXISTS (SELECT 1 FROM stored_file s WHERE s.id = (f ->> 'id')::uuid)`,
  },
  {
    // who is in the pool is an individual
    sentence: '在库专家都是个人账号',
    sql: `
    SELECT 'expert ' || e.account_id AS what FROM expert e JOIN account a ON a.id = e.account_id WHERE a.kind <> 'individual'`,
  },
  {
    // who administers a unit has an account for it
    sentence: '在任的单位管理员都有单位管理员账号',
    sql: `
    SELECT 'administrator ' || m.account_id AS what FROM unit_administrator m JOIN account a ON a.id = m.account_id
    WHERE m.ended_at IS NULL AND a.kind <> 'unitAdmin'`,
  },
  {
    // the three administrators are three people
    sentence: '系统、安全、审计管理员不由一人兼任',
    sql: `
    SELECT 'account ' || account_id AS what FROM staff_grant
    WHERE role IN ('systemAdmin', 'securityAdmin', 'auditAdmin') GROUP BY account_id HAVING count(*) > 1`,
  },
  {
    // nobody granted himself a role
    sentence: '没有人给自己授权',
    sql: `
    SELECT 'account ' || account_id AS what FROM staff_grant WHERE granted_by_id = account_id`,
  },
  {
    // a change is compared with a version of its own expert
    sentence: '信息变更都以本人在库的版本为基础',
    sql: `
    SELECT 'application ' || a.id AS what FROM application a
    JOIN application_version v ON v.id = a.base_version_id JOIN application b ON b.id = v.application_id
    WHERE b.account_id <> a.account_id`,
  },
  {
    // an accepted invitation has its person, and an application by invitation comes of one that its person accepted
    sentence: '接受的邀请都有接受人，邀请入库的申请都出自本人接受的邀请',
    sql: `
    SELECT 'invitation ' || i.id AS what FROM expert_invitation i
    LEFT JOIN application a ON a.id = i.application_id
    WHERE (i.status = 'accepted') <> (i.account_id IS NOT NULL)
       OR (a.id IS NOT NULL AND (a.account_id <> i.account_id OR a.kind <> 'invited'))
    UNION ALL
    SELECT 'application ' || a.id FROM application a
    WHERE a.kind = 'invited' AND NOT EXISTS (SELECT 1 FROM expert_invitation i WHERE i.application_id = a.id)`,
  },
  {
    // a published batch counts its people from one
    sentence: '已发布的公示人员编号连续',
    sql: `
    SELECT 'batch ' || b.id AS what FROM publicity_batch b JOIN publicity_entry e ON e.batch_id = b.id
    WHERE b.status IN ('published', 'closed') GROUP BY b.id HAVING max(e.position) <> count(*) OR min(e.position) <> 1`,
  },
  {
    // only staff hold roles
    sentence: '只有工作人员账号有角色',
    sql: `
    SELECT 'account ' || g.account_id AS what FROM staff_grant g JOIN account a ON a.id = g.account_id WHERE a.kind <> 'staff'`,
  },
  {
    // the report of a year says as many as the history of places
    sentence: '年度报告的年末在库人数与办理记录一致',
    sql: `
    SELECT 'report ' || r.year AS what FROM yearly_report r
    WHERE r.pool_end <> (SELECT count(*) FROM (
      SELECT DISTINCT ON (h.subject_id) h.to_status FROM status_history h WHERE h.subject_type = 'membership'
        AND h.at < make_timestamptz(r.year + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai')
      ORDER BY h.subject_id, h.subject_version DESC) m WHERE m.to_status <> 'left')`,
  },
]
