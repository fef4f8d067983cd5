import { documentTypes } from '@/lib/dict'
import type { PolicyWords } from '../spec.schema'

const deskNames = { unit: '所在单位', department: '归口管理部门', bureau: '科技部门' }

/** Words for coming into the pool: 注册、入库程序. */
export const entryWords: PolicyWords = {
  unitRegistration: { label: '单位注册' },
  'unitRegistration.reviews': {
    label: '审核次数',
    choices: { 1: '一次审核', 2: '初审和复审两次' },
    help: '两次的，初审通过后单位完善信息，再送复审。',
  },
  'unitRegistration.aim': { label: '办理时限' },
  'unitRegistration.aim.workingDays': { label: '按工作日', unit: '个工作日', help: '0 表示当个工作日。' },
  'unitRegistration.aim.workingMinutes': {
    label: '按分钟',
    unit: '分钟',
    help: '填写后以分钟为准，只算工作时间。',
    none: '按工作日',
  },
  'unitRegistration.certificatePicture': { label: '注册时要上传统一社会信用代码证图片' },

  individualRegistration: { label: '个人注册' },
  'individualRegistration.documentTypes': {
    label: '可以用来注册的证件',
    choices: Object.fromEntries(documentTypes),
  },
  'individualRegistration.directExpert': {
    label: '公开页面上可以直接注册为专家',
    help: '选“是”的，要在“协议文本”中写好专家注册须知。',
  },
  'individualRegistration.affiliation': {
    label: '单位什么时候确认本单位人员',
    choices: { onRecommendation: '推荐专家时一并确认', beforeApplying: '先确认从属关系，才能申请' },
  },

  path: { label: '入库程序' },
  'path.desks': {
    label: '申请依次经过',
    choices: deskNames,
    ordered: true,
    article: '绍兴办法第六条',
    help: '按从上到下的先后办理，最后由科技部门审核。',
  },
  'path.entry': {
    label: '什么时候可以提出入库申请',
    choices: { always: '全年受理', calls: '只在征集期受理' },
    help: '只在征集期受理的，由征集批次定起止时间；没有征集时，专家不能提出申请。',
  },
  'path.changeDesks': {
    label: '入库以后信息变更依次经过',
    choices: deskNames,
    ordered: true,
    article: '绍兴办法第七条',
    help: '一个都不选，就与入库申请相同。',
    none: '与入库申请相同',
  },
  'path.invitedDesks': {
    label: '受邀专家的申请依次经过',
    choices: deskNames,
    ordered: true,
    article: '绍兴办法第六条',
    help: '科技部门邀请的专家，可以不经单位推荐；不经过单位的，提交时通知单位，也不要盖章的专家信息表。',
  },
  'path.invitationDays': { label: '入库邀请的有效期', unit: '天', help: '到期前 3 天自动提醒一次。' },
  'path.recommenderChoice': { label: '由专家选择先由单位还是归口管理部门推荐' },
  'path.publicityDays': {
    label: '审核通过后公示',
    unit: '天',
    article: '绍兴办法第六条',
    help: '不少于 7 天。留空表示不公示，审核通过即入库。',
    none: '不公示',
  },
  'path.publicityDayKind': { label: '公示天数按', choices: { calendar: '自然日', working: '工作日' } },
  'path.stampedForm': {
    label: '提交前要上传单位盖章的专家信息表',
    help: '专家导出信息表，请单位盖章后上传。',
  },
  'path.aims': { label: '办理时限', help: '超过的，在列表中标为“超期”。' },
  'path.aims.unit': { label: '单位', unit: '个工作日' },
  'path.aims.department': { label: '归口管理部门', unit: '个工作日' },
  'path.aims.bureau': { label: '科技部门', unit: '个工作日' },
  'path.aims.publicity': {
    label: '拟入库专家的公示',
    unit: '个工作日',
    article: '绍兴办法第六条',
    help: '从同意拟入库到发布公示。办法没有写天数，由科技部门自定。',
  },
  'path.aims.objection': {
    label: '公示异议',
    unit: '个工作日',
    article: '绍兴办法第六条',
    help: '从收到异议到办结。办法没有写天数，由科技部门自定。',
  },
  'path.aims.exit': {
    label: '出库核实',
    unit: '个工作日',
    article: '绍兴办法第八条',
    help: '从专家提交陈述申辩或期限届满起算。办法没有写天数，由科技部门自定。',
  },

  intake: { label: '自动入库' },
  'intake.automatic': {
    label: '上级专家库的专家自动入库',
    article: '绍兴办法第五条',
    help: '选“有”的，可以按名单把上级专家库的专家直接登记入库，不用申请。',
    none: '没有',
  },
  'intake.automatic.pool': { label: '上级专家库的名称', help: '如“浙江省科技专家库”。' },
  'intake.automatic.article': { label: '依据的条款' },
}
