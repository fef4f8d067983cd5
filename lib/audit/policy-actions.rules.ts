/** What is recorded about the rules and their versions. */
export const policyActions = {
  'policy.view': '查看规则',
  'policy.edit': '起草规则',
  'policy.start': '开始起草规则',
  'policy.save': '修改规则草稿',
  'policy.rebase': '把规则草稿换到新的版本',
  'policy.submit': '送交发布规则',
  'policy.takeBack': '取回规则草稿',
  'policy.return': '退回规则草稿',
  'policy.release': '发布规则',
  'policy.discard': '放弃规则草稿',
  'policy.withdraw': '收回未生效的规则',
  'policy.preview': '预览规则的影响',
} as const
