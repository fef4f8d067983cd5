/** How long each kind of personal data is kept and what happens then; the same table stands in docs/security.md. */
export const retention = [
  { data: '账号（手机、邮箱、密码的散列值）和证件信息', kept: '账号存在期间', after: '注销账号时删除' },
  { data: '正在填写的内容', kept: '账号存在期间', after: '注销账号时删除' },
  {
    data: '已提交的申请版本、证明材料、办理记录',
    kept: '在库期间，出库后按主管部门的档案规定',
    after: '由主管部门决定删除或归档',
  },
  {
    data: '在库状态的变化，出库的原因、依据和您的陈述申辩',
    kept: '在库期间，出库后按主管部门的档案规定',
    after: '由主管部门决定删除或归档',
  },
  { data: '银行账户信息', kept: '您同意期间', after: '撤回同意时立即删除' },
  { data: '告知、同意和承诺的版本、时间', kept: '账号存在期间，撤回的也保留时间', after: '随账号' },
  { data: '发给您的短信和邮件', kept: '账号存在期间', after: '随账号' },
  { data: '短信和邮件验证码', kept: '失效后最多两天', after: '自动删除' },
  {
    data: '导入专家的名单，没有入库的行',
    kept: '最后一步办理后 30 天；已入库的行在办完时',
    after: '自动删除，只留行号和结果',
  },
  {
    data: '您的信息随哪些专家名单导出（编号、日期、用途、内容）',
    kept: '在库期间，出库后按主管部门的档案规定',
    after: '由主管部门决定删除或归档',
  },
  { data: '导出的名单文件', kept: '7 天，收回的立即', after: '自动删除' },
  {
    data: '没有接受的入库邀请（过期、谢绝、撤回）：姓名、手机、邮箱、理由',
    kept: '结束后 30 天',
    after: '自动删除，只留单位、日期和结果',
  },
  { data: '登录记录', kept: '结束后 180 天', after: '自动删除' },
  { data: '没有传完或没有用上的文件', kept: '24 小时', after: '自动删除' },
  { data: '审计记录（谁在何时做了什么，不含个人号码）', kept: '不少于 180 天，系统不删除', after: '按规定归档' },
] as const
