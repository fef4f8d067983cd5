import type { PolicyWords } from '../spec.schema'

/** Words for 专家抽取. */
export const drawWords: PolicyWords = {
  draw: { label: '专家抽取' },
  'draw.enabled': { label: '使用抽取', article: '绍兴办法第十条', help: '不使用的，菜单里没有抽取。' },
  'draw.oddPanels': { label: '每个专业组的人数是单数' },
  'draw.groupsAtMost': { label: '一次需求最多', unit: '个专业组' },
  'draw.perUnit': { label: '同一专业组里同一单位最多', unit: '人', article: '绍兴办法第十二条（结构平衡、来源多样）' },
  'draw.newcomers': {
    label: '从未被抽中过的专家至少占',
    unit: '%',
    scale: 0.01,
    help: '0 表示不要求。每个专业组按人数进位。',
  },
  'draw.yearlyCap': { label: '同一专家一年最多被抽中', unit: '次', none: '不限' },
  'draw.declared': {
    label: '声明回避',
    article: '绍兴办法第十三条第四项',
    help: '每个评审对象最多可以声明多少，都要写明理由，由业务管理员决定是否接受。',
  },
  'draw.declared.people': { label: '专家', unit: '人' },
  'draw.declared.units': { label: '单位', unit: '个' },
  'draw.lookBackYears': {
    label: '合作、指导等关系往前看',
    unit: '年',
    article: '绍兴办法第十三条第二项（重大利益关系）',
  },
  'draw.answer': { label: '专家答复的时限' },
  'draw.answer.least': { label: '最短', unit: '分钟' },
  'draw.answer.usual': { label: '一般', unit: '分钟' },
  'draw.answer.most': { label: '最长', unit: '分钟' },
  'draw.remindAfter': { label: '答复时限过了多少时提醒一次', unit: '%', scale: 0.01 },
  'draw.remindBeforeHours': { label: '评审开始前提醒已接受的专家', unit: '小时' },
  'draw.narrowBelow': {
    label: '符合条件的少于抽取人数的多少倍时警告',
    unit: '倍',
    help: '条件定得太窄，就等于指定了专家。',
  },
  'draw.absencesForExit': { label: '接受后无故缺席提出出库', unit: '次', article: '绍兴办法第八条第四项' },
  'draw.feedbackDays': { label: '评审后反馈履职情况', unit: '个工作日内', article: '绍兴办法第十四条' },
  'draw.credit': { label: '信用分', article: '绍兴办法第三条（信用管理）' },
  'draw.credit.start': { label: '起始', unit: '分' },
  'draw.credit.absence': { label: '无故缺席一次', unit: '分' },
  'draw.credit.lateExcuse': { label: '接受后又请假一次', unit: '分' },
  'draw.credit.poor': { label: '评价差一次', unit: '分' },
  'draw.credit.good': { label: '评价好一次', unit: '分' },
}
