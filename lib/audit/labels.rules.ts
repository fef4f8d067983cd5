/** What is recorded, in plain words, by groups that people look for. An attempt that was refused has the same words. */
export const actionGroups = [
  {
    code: 'session',
    label: '登录和密码',
    actions: {
      'session.start': '登录',
      'session.end': '退出登录、结束会话',
      'account.own': '查看本人账号',
      'password.change': '修改密码',
      'password.recover': '找回密码',
      'password.renew': '更换到期的密码',
      'phone.ask': '申请更换手机号码',
      'phone.change': '更换手机号码',
      'phone.cancel': '取消更换手机号码',
      'code.request': '发送短信验证码',
      'code.use': '使用短信验证码',
      'code.resend': '重发验证码',
      'email.prove': '验证电子邮箱',
      'factor.enrol': '首次绑定身份验证器',
      'factor.use': '二次验证',
      'factor.on': '绑定身份验证器',
      'factor.off': '取消身份验证器',
      'factor.codes': '更换恢复码',
      'stepUp.prove': '关键操作前再次验证',
      'slip.list': '查看激活单',
      'slip.issue': '开具激活单',
      'slip.confirm': '复核激活单',
      'slip.print': '打印激活单',
      'slip.use': '使用激活单',
      'slip.end': '作废激活单',
    },
  },
  {
    code: 'staff',
    label: '工作人员账号和授权',
    actions: {
      'staff.list': '查看工作人员账号',
      'staff.create': '开设工作人员账号',
      'staff.edit': '修改工作人员资料',
      'staff.disable': '停用账号',
      'staff.enable': '启用账号',
      'staff.link': '重发激活链接',
      'staff.activate': '激活账号、设置密码',
      'staff.grant': '调整角色',
      'staff.rescue': '在服务器上恢复管理员登录',
      'account.resetFactor': '重设二次验证',
      'admin.home': '打开管理员首页',
      'setup.link': '生成初始设置链接',
      'setup.run': '创建管理员（初始设置）',
    },
  },
  {
    code: 'unit',
    label: '单位',
    actions: {
      'unit.register': '单位注册',
      'unit.viewOwn': '查看本单位信息',
      'unit.mendOwn': '修改注册信息',
      'unit.editOwn': '更改本单位信息',
      'unit.edit': '更改单位信息',
      'unit.list': '查看单位列表',
      'unit.view': '查看单位信息',
      'unit.decide': '审核单位',
      'unit.approve': '单位审核通过',
      'unit.refuse': '单位审核不通过',
      'unit.resubmit': '单位重新提交',
      'unit.approveFirst': '单位初审通过',
      'unit.complete': '单位提交完善信息',
      'unit.disable': '停用单位',
      'unit.enable': '启用单位',
      'unit.manage': '管理单位',
      'unit.enter': '代为登记单位',
      'unit.alias': '登记单位别名',
      'unit.split': '单位分立',
      'unit.merge': '单位并入另一单位',
      'unit.absorb': '单位合并',
      'unit.distinct': '确认不是重复单位',
      'unit.department': '调整归口管理部门',
      'unit.reveal': '查看单位完整号码',
      'unit.divisions': '维护院系、部门',
      'unit.administrators': '查看单位管理员',
      'unit.administratorInvite': '邀请单位管理员',
      'unit.administratorJoin': '接受单位管理员邀请',
      'unit.administratorEnd': '结束单位管理员',
      'unit.invitationCancel': '取消单位管理员邀请',
      'unit.join': '打开单位管理员邀请',
    },
  },
  {
    code: 'application',
    label: '个人、申请和专家',
    actions: {
      'person.register': '个人注册',
      'person.viewOwn': '查看本人信息',
      'person.complete': '完善个人信息',
      'person.edit': '更改个人信息',
      'person.editOwn': '更改本人信息',
      'affiliation.own': '查看本人从属单位',
      'affiliation.list': '查看从属用户',
      'affiliation.decide': '审核从属用户',
      'affiliation.approve': '从属审核通过',
      'affiliation.refuse': '从属审核不通过',
      'affiliation.resubmit': '重新申请从属',
      'affiliation.recommend': '推荐从属用户',
      'affiliation.move': '修改单位',
      'affiliation.lock': '锁定从属用户',
      'affiliation.unlock': '解锁从属用户',
      'application.viewOwn': '查看本人申请',
      'application.fill': '填写申请',
      'application.submit': '提交申请',
      'application.withdraw': '撤回申请',
      'application.restart': '重新申请',
      'application.listUnit': '查看本单位申请列表',
      'application.listDepartment': '查看本部门申请列表',
      'application.recommendDepartment': '归口部门推荐申请',
      'application.listBureau': '查看申请列表',
      'application.view': '查看申请',
      'application.recommend': '推荐申请',
      'application.recommendMany': '批量推荐申请',
      'application.decide': '审核申请',
      'application.start': '开始填写申请',
      'application.return': '退回申请',
      'application.refuse': '申请审核不通过',
      'application.approve': '申请审核通过',
      'application.move': '申请随人转单位',
      'application.recommender': '选择推荐单位',
      'expert.list': '查看专家库',
      'expert.view': '查看专家信息',
    },
  },
  {
    code: 'organisation',
    label: '处室、部门和分工',
    actions: {
      'office.manage': '查看处室',
      'office.add': '新增处室',
      'office.rename': '处室改名',
      'office.end': '停用处室',
      'duty.manage': '查看审核分工',
      'duty.own': '查看本人分工',
      'duty.add': '增加审核分工',
      'duty.remove': '取消审核分工',
      'duty.leave': '设置请假',
      'duty.back': '取消请假',
      'duty.handOver': '移交审核分工',
      'department.manage': '管理归口管理部门',
      'department.viewUnits': '查看本部门单位',
      'department.add': '新增归口管理部门',
      'department.edit': '修改归口管理部门',
      'department.end': '停用归口管理部门',
      'calendar.correct': '修改工作日历',
      'calendar.undo': '恢复工作日历',
    },
  },
  {
    code: 'file',
    label: '文件',
    actions: {
      'file.upload': '上传文件',
      'file.read': '查看文件',
      'file.remove': '删除文件',
      'file.clean': '清理未完成的上传',
      'file.scan': '文件病毒检查',
      'file.watch': '查看病毒检查情况',
    },
  },
  {
    code: 'notice',
    label: '通知公告',
    actions: {
      'notice.write': '打开通知管理',
      'notice.create': '新建通知',
      'notice.edit': '修改通知',
      'notice.publish': '发布通知',
      'notice.withdraw': '撤下通知',
    },
  },
  {
    code: 'audit',
    label: '审计',
    actions: {
      'audit.read': '查看审计记录',
      'audit.check': '核对审计记录',
      'audit.export': '导出审计记录',
      'audit.seal': '封存审计记录',
    },
  },
  {
    code: 'system',
    label: '系统和告警',
    actions: {
      'page.open': '打开页面',
      'message.deliver': '发送消息',
      'message.list': '查看消息发送情况',
      'message.resend': '重发消息',
      'message.watch': '检查消息发送',
      'system.failure': '系统出错',
    },
  },
] as const satisfies readonly { code: string; label: string; actions: Record<string, string> }[]

export type ActionGroup = (typeof actionGroups)[number]['code']

const labels = new Map<string, string>(actionGroups.flatMap(group => Object.entries(group.actions)))

const alerts: Record<string, string> = { 'alert.spray': '同一来源大量登录失败' }

export const isAlert = (action: string): boolean => action.startsWith('alert.')

/** An action in words; its code where there are none. */
export const actionLabel = (action: string): string => labels.get(action) ?? alerts[action] ?? action
export const hasActionLabel = (action: string): boolean => labels.has(action)

/** The actions of a group. */
export const actionsOf = (group: string): string[] =>
  Object.keys(actionGroups.find(one => one.code === group)?.actions ?? {})

export const resultLabels: Record<string, string> = { done: '成功', denied: '被拒绝', failed: '失败' }
export const resultLabel = (result: string): string => resultLabels[result] ?? result

export const objectLabels: Record<string, string> = {
  account: '账号',
  unit: '单位',
  application: '入库申请',
  expert: '专家',
  person: '个人',
  notice: '通知',
  file: '文件',
  session: '登录会话',
  office: '处室',
  duty: '审核分工',
  department: '归口管理部门',
  affiliation: '从属关系',
  message: '短信',
  phone: '手机号',
  failure: '错误编号',
  auditEvent: '审计记录',
}
export const objectLabel = (type: string | null): string => (type ? (objectLabels[type] ?? type) : '')

const kinds: Record<string, string> = {
  staff: '工作人员',
  unitAdmin: '单位管理员',
  individual: '个人',
  anonymous: '未登录',
}
/** What an actor was: 工作人员, 个人 …, 自动任务 for jobs. */
export const actorKindLabel = (kind: string): string => kinds[kind] ?? '自动任务'
