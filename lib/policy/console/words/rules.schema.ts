import { exitReasonLabels } from '@/lib/membership/exit.rules'
import { defaultUploads } from '@/lib/policy/upload-purposes'
import type { PolicyWords } from '../spec.schema'

const relaxable = { years: '工作年限', title: '职称', age: '年龄' }
const titleLevel = { senior: '正高级', associate: '副高级', intermediate: '中级', junior: '初级' }
const levels = { national: '国家级', provincial: '省部级', municipal: '市级', county: '县级' }
const code = {
  label: '代码',
  help: '英文字母开头；使用以后不要再改，办理记录按它对应。',
  format: '英文字母开头，只用字母、数字',
}
const article = { label: '条款', help: '如“第四条第三项”。' }
const title = { label: '条文内容', help: '专家和审核人员看到的就是这句话。' }

/** Words for 入库条件、在库管理、上传限制. */
export const ruleWords: PolicyWords = {
  conditions: { label: '入库条件' },
  'conditions.source': { label: '依据', help: '条款出自哪里，显示在条件下面。', none: '不注明' },
  'conditions.list': { label: '条件', article: '绍兴办法第四条', item: '个条件', key: 'code' },
  'conditions.list.*': {
    label: '条件',
    choices: {
      years: '从事专业工作的年限',
      title: '职称',
      age: '年龄',
      record: '没有不良记录（由人判断）',
      attested: '由推荐人和审核人保证',
    },
  },
  'conditions.list.*.code': code,
  'conditions.list.*.article': article,
  'conditions.list.*.title': title,
  'conditions.list.*.years': { label: '累计满', unit: '年' },
  'conditions.list.*.max': { label: '不超过', unit: '周岁' },
  'conditions.list.*.level': { label: '不低于', choices: titleLevel },
  'conditions.list.*.or': {
    label: '可以代替的',
    choices: { none: '没有', doctor: '博士学位', equivalent: '同等专业技术水平（由人判断）' },
  },
  'conditions.relaxations': {
    label: '放宽条款',
    article: '绍兴办法第五条',
    help: '属于这些情形的，由审核人员认定后放宽，不会自动放宽。',
    item: '个放宽条款',
    key: 'code',
  },
  'conditions.relaxations.*': {
    label: '放宽条款',
    choices: { talent: '人才称号', award: '科技奖励', project: '承担项目', profession: '从事的工作' },
  },
  'conditions.relaxations.*.code': code,
  'conditions.relaxations.*.article': article,
  'conditions.relaxations.*.title': title,
  'conditions.relaxations.*.relaxes': { label: '可以放宽', choices: relaxable },
  'conditions.relaxations.*.levels': {
    label: '级别',
    choices: { ...levels, academician: '院士' },
  },
  'conditions.relaxations.*.awards': { label: '奖励', item: '种奖励' },
  'conditions.relaxations.*.awards.*': { label: '奖励' },
  'conditions.relaxations.*.awards.*.level': { label: '级别', choices: levels },
  'conditions.relaxations.*.awards.*.grade': {
    label: '不低于',
    choices: { special: '特等奖', first: '一等奖', second: '二等奖', third: '三等奖' },
    none: '不限等级',
  },
  'conditions.relaxations.*.awards.*.maxRank': { label: '排名前', unit: '位' },
  'conditions.relaxations.*.roles': {
    label: '本人角色',
    choices: { leader: '负责人', subLeader: '课题负责人', core: '核心成员', member: '一般成员' },
  },
  'conditions.relaxations.*.withinYears': { label: '近', unit: '年' },
  'conditions.relaxations.*.fields': {
    label: '工作性质',
    choices: { technology: '科技研发', management: '科技管理', service: '科技服务', finance: '财务', law: '法律' },
  },
  'conditions.relaxations.*.level': { label: '职称不低于', choices: titleLevel },
  'conditions.relaxations.*.qualification': { label: '国家注册执业资格也算' },

  membership: { label: '在库管理' },
  'membership.dormantAfterYears': {
    label: '多久没有登录转为休眠',
    unit: '年',
    article: '绍兴征集通知“已入库专家更新流程”第一项',
    none: '不休眠',
    help: '留空表示不休眠。改短以后，到期的人会在生效当天进入待办名单。',
  },
  'membership.leaveAfterYears': {
    label: '多久没有登录自动出库',
    unit: '年',
    article: '绍兴征集通知“已入库专家更新流程”第一项',
    none: '不自动出库',
    help: '留空表示不自动出库；要比休眠的年限长。',
  },
  'membership.reminderDays': {
    label: '提前多少天提醒',
    unit: '天',
    help: '从多到少，用顿号隔开，如 30、7、1。',
    format: '整数，从多到少，用顿号隔开',
  },
  'membership.massCap': { label: '一天内不经确认最多办理', help: '同一类超过的，等业务管理员确认。两项取大的。' },
  'membership.massCap.share': { label: '占在库人数', unit: '%', scale: 0.01 },
  'membership.massCap.atLeast': { label: '至少', unit: '人' },
  'membership.reversibleDays': { label: '自动出库后本人可以恢复', unit: '天内' },
  'membership.hearingDays': {
    label: '提出出库后本人可以申辩',
    unit: '天内',
    article: '绍兴办法第九条（核实相关情况）',
  },
  'membership.keepAfterExitYears': {
    label: '出库后资料保存多久',
    unit: '年',
    article: '个人信息保护法第四十七条',
    none: '不规定，按档案规定',
    help: '到期删除已提交的申请内容、证明材料和银行账户信息，办理记录保留；不得重新申请的期限更长的，到期限届满。在出库时定下日期，只对改动以后的出库有效。留空表示不自动删除。',
  },
  'membership.reentryMonths': {
    label: '出库以后多久可以再申请',
    article: '绍兴办法第八条',
    help: '留空表示随时可以。只对改动以后的出库有效。',
    keys: Object.entries(exitReasonLabels),
  },
  'membership.reentryMonths.*': { label: '再申请', unit: '个月后', none: '随时可以' },

  uploads: {
    label: '上传限制',
    help: '已经上传的文件不受影响。',
    keys: Object.entries(defaultUploads).map(([purpose, { label }]) => [purpose, label]),
  },
  'uploads.*': { label: '文件' },
  'uploads.*.label': { label: '名称' },
  'uploads.*.types': { label: '格式', choices: { pdf: 'PDF', jpg: 'JPG', png: 'PNG', xlsx: 'Excel', csv: 'CSV' } },
  'uploads.*.maxBytes': { label: '每个文件不超过', unit: 'MB', scale: 1024 * 1024 },
  'uploads.*.maxCount': { label: '最多', unit: '个' },
}
