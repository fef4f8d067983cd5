import { type Actor, type Role, rolesOf } from './actor'

/**
 * The one flat table of who may do what (trust D2). Scopes narrow it to objects, machines to states.
 * A permission that is not here does not exist.
 */
export const permissions = {
  'unit.register': ['anonymous'],
  'unit.viewOwn': ['unitAdmin'],
  'unit.mendOwn': ['unitAdmin'],
  'unit.editOwn': ['activeUnitAdmin'],
  'unit.list': ['bureauReviewer'],
  'unit.view': ['bureauReviewer', 'bureauManager'],
  'unit.decide': ['bureauReviewer'],
  'unit.divisions': ['activeUnitAdmin'],
  'unit.administrators': ['activeUnitAdmin'],
  'unit.manage': ['bureauManager'],
  'unit.join': ['anonymous'],
  'unit.disable': ['bureauReviewer', 'bureauManager'],
  'unit.reveal': ['bureauReviewer', 'bureauManager'],
  'calendar.correct': ['bureauManager'],

  'person.register': ['anonymous'],
  'person.viewOwn': ['individual'],
  'person.editOwn': ['individual'],
  'person.bank': ['individual'],
  'person.export': ['individual'],

  'affiliation.own': ['individual'],
  'affiliation.list': ['activeUnitAdmin'],
  'affiliation.decide': ['activeUnitAdmin'],

  'application.viewOwn': ['individual'],
  'application.fill': ['individual'],
  'application.submit': ['individual'],
  'application.withdraw': ['individual'],
  // what others have begun to propose about him and not sent
  'application.decline': ['individual'],
  // 提出信息变更: fill in, send and take back what a unit or a department proposes about its experts
  'application.propose': ['activeUnitAdmin', 'departmentReviewer'],
  'application.listUnit': ['activeUnitAdmin'],
  'application.listDepartment': ['departmentReviewer'],
  'application.listBureau': ['bureauReviewer'],
  'application.view': ['individual', 'activeUnitAdmin', 'departmentReviewer', 'bureauReviewer'],
  'application.recommend': ['activeUnitAdmin'],
  // the bureau's reviewers only where a unit has no department (F7); the machine's guard keeps the two apart
  'application.recommendDepartment': ['departmentReviewer', 'bureauReviewer'],
  'application.decide': ['bureauReviewer'],
  'application.relax': ['bureauReviewer'],

  // 公示: batches; objections, of which a named one holds the one it is about; what becomes of them; entry when it is over
  'publicity.manage': ['bureauManager'],
  // 监督人员 look at what is decided about people, and at the trail of it; they write nothing but
  // their part of the three of a draw, and see masks only
  'publicity.view': ['bureauManager', 'bureauReviewer', 'supervisor'],
  'publicity.finish': ['system'],
  'objection.file': ['anonymous'],
  'objection.follow': ['anonymous'],
  'objection.view': ['bureauManager', 'bureauReviewer', 'supervisor'],
  'objection.decide': ['bureauManager', 'bureauReviewer'],

  'department.manage': ['bureauManager'],
  'department.viewUnits': ['departmentReviewer'],

  // 工作台: what waits for somebody, each thing by its own permission
  'desk.view': [
    'bureauReviewer',
    'bureauManager',
    'supervisor',
    'drawRequester',
    'drawOperator',
    'drawNotifier',
    'drawPaymaster',
  ],

  'expert.list': ['bureauReviewer', 'bureauManager', 'supervisor'],
  'expert.view': ['bureauReviewer', 'bureauManager', 'supervisor'],
  // numbers in clear, with a second proof, a reason and a day's quota: phones, and documents
  'expert.reveal': ['bureauReviewer', 'bureauManager'],
  'expert.revealDocument': ['bureauManager'],
  // 导出名单: asked for, approved by somebody else, made and removed by the worker
  'expert.export': ['bureauReviewer', 'bureauManager'],
  'expert.exportDecide': ['bureauManager'],
  'expert.exportMake': ['system'],
  // in which files somebody's data have left
  'expert.exportTrace': ['bureauManager'],
  'expert.confirmOwn': ['individual'],
  'expert.words': ['system'],
  // a decision that puts somebody into the pool, or the end of a publicity
  'expert.admit': ['bureauReviewer', 'bureauManager', 'system'],

  // the place in the pool: an expert his own, the bureau with four eyes, the job by the clock
  'membership.own': ['individual'],
  'membership.list': ['bureauReviewer', 'bureauManager', 'supervisor'],
  'membership.propose': ['bureauReviewer', 'bureauManager'],
  'membership.decide': ['bureauManager'],
  'membership.run': ['system'],

  // a department only into what it proposes about an expert, who writes a 征集批次 its attachments,
  // the bureau its lists of experts, who asks for a draw its 评审材料
  'file.upload': [
    'individual',
    'unitAdmin',
    'departmentReviewer',
    'noticeEditor',
    'bureauReviewer',
    'bureauManager',
    'drawRequester',
    'anonymous',
  ],
  'file.read': [
    'individual',
    'unitAdmin',
    'departmentReviewer',
    'bureauReviewer',
    'bureauManager',
    'noticeEditor',
    'supervisor',
    'drawRequester',
    'drawOperator',
    'anonymous',
  ],

  // figures without people: the bureau about all, a department about its units and those below it; the job keeps reports
  'statistics.view': ['bureauReviewer', 'bureauManager', 'supervisor', 'system'],
  'statistics.department': ['departmentReviewer'],
  'statistics.keep': ['system'],

  // lists of experts: whoever brings one does not let it into the pool (the machine's guard); the job does the work
  'intake.view': ['bureauReviewer', 'bureauManager'],
  'intake.write': ['bureauReviewer', 'bureauManager'],
  'intake.confirm': ['bureauManager'],
  'intake.run': ['system'],
  // who has not come yet: the bureau all, a unit its own
  'claim.list': ['bureauReviewer', 'bureauManager'],
  'claim.listOwn': ['activeUnitAdmin'],
  'claim.remind': ['bureauReviewer', 'bureauManager', 'activeUnitAdmin'],
  'account.claim': ['anonymous'],

  // the rules themselves: a draft, and its release by another manager
  'policy.view': ['bureauManager', 'bureauReviewer'],
  'policy.edit': ['bureauManager'],
  'policy.release': ['bureauManager'],
  'policy.preview': ['system'],

  'notice.write': ['noticeEditor'],

  // 邀请入库: the bureau sends; whoever has the link answers, in the end as the person he is
  'invite.send': ['bureauReviewer', 'bureauManager'],
  'invite.answer': ['anonymous', 'individual'],
  'invite.remind': ['system'],

  // 征集批次: who writes notices may draft one; who manages the pool publishes, lengthens and withdraws it
  'call.view': ['bureauReviewer', 'bureauManager', 'noticeEditor'],
  'call.write': ['noticeEditor', 'bureauManager'],
  'call.publish': ['bureauManager'],

  'staff.list': ['systemAdmin', 'securityAdmin'],
  'staff.create': ['systemAdmin'],
  'staff.edit': ['systemAdmin'],
  'staff.disable': ['systemAdmin'],
  'staff.enable': ['systemAdmin'],
  'staff.link': ['systemAdmin'],
  'staff.grant': ['securityAdmin'],
  'staff.rescue': ['system'],
  'staff.activate': ['anonymous'],
  'admin.home': ['systemAdmin', 'securityAdmin', 'auditAdmin'],
  'selfcheck.view': ['systemAdmin', 'securityAdmin', 'auditAdmin'],
  'audit.read': ['auditAdmin', 'supervisor'],
  'audit.check': ['auditAdmin'],
  'audit.export': ['auditAdmin'],
  'office.manage': ['bureauManager'],
  'duty.manage': ['bureauManager'],
  'duty.own': ['bureauReviewer'],
  // 请假与代办 of those who have no duties of their own
  'leave.own': ['bureauManager', 'departmentReviewer'],

  // 抽取: a 使用单位 asks, another person of the bureau agrees, a third draws, a fourth calls; what each may read of it
  // is narrowed by scope and by the moment the names are unlocked
  'draw.request': ['drawRequester', 'activeUnitAdmin'],
  'draw.view': ['drawRequester', 'activeUnitAdmin', 'bureauManager', 'drawOperator', 'drawNotifier', 'supervisor'],
  'draw.approve': ['bureauManager'],
  'draw.run': ['drawOperator'],
  // 封存: a manager ends a seal with the reason, or has it tried again; the worker seals
  'draw.seal': ['bureauManager'],
  // 三方内容: requester, bureau and supervisor each add to the seed; which of them somebody is, is asked of each request
  'draw.contribute': ['drawRequester', 'activeUnitAdmin', 'drawOperator', 'supervisor'],
  'draw.signIn': ['drawOperator'],
  // where two open the list: one of each, two persons
  'draw.unseal': ['drawOperator', 'supervisor'],
  // 密封函: who gets the file never gets its password
  'draw.letter': ['supervisor'],
  'draw.letterKey': ['drawOperator'],
  // papers of a draw with a serial; what stands on them is what may be read at that moment
  'draw.print': ['bureauManager', 'drawOperator'],
  // who came to reviews that are over, what they get, and their bank accounts; nothing else of a draw
  'draw.pay': ['drawPaymaster'],
  'draw.notify': ['drawNotifier'],
  'draw.check': ['bureauManager'],
  'draw.answer': ['individual', 'anonymous'],
  // how often chance and the draws met whom, and 信用分, once names may be read; the job makes files that ask for it
  'draw.balance': ['bureauManager', 'supervisor', 'system'],
  'draw.clock': ['system'],
  'draw.reply': ['system'],
  // names of those who are kept away are of the pool: who asked for the draw has counts only
  'draw.conflicts': ['bureauManager', 'supervisor'],
  'expert.leave': ['individual'],
  'expert.leaves': ['bureauReviewer', 'bureauManager', 'supervisor'],

  // every member of staff, also one who waits for a role
  'account.own': ['individual', 'unitAdmin', 'staff'],
  'account.resetFactor': ['systemAdmin'],
  'code.request': ['anonymous'],
  'password.recover': ['anonymous'],
  'session.start': ['anonymous'],
  'setup.run': ['anonymous'],
  'setup.link': ['system'],

  'message.list': ['bureauReviewer'],
  'message.resend': ['bureauReviewer'],
  'message.watch': ['systemAdmin'],
  'code.resend': ['bureauReviewer'],
  'slip.list': ['bureauReviewer'],
  'slip.issue': ['bureauReviewer'],
  // of its own people whom a list brought in; the bureau confirms
  'slip.issueOwn': ['activeUnitAdmin'],
  'slip.confirm': ['bureauReviewer'],

  'message.deliver': ['system'],
  'audit.seal': ['system'],
  'audit.archive': ['system'],
  'file.clean': ['system'],
  'file.scan': ['system'],
  'file.watch': ['systemAdmin'],
  'system.verify': ['system'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** May this actor do such a thing at all? Pure; the same question for menus, buttons and the server. */
export function may(actor: Actor, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission]
  return rolesOf(actor).some(role => allowed.includes(role))
}
