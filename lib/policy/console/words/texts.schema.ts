import type { PolicyWords } from '../spec.schema'

const version = {
  label: '版本',
  help: '改动正文时要换一个版本号，写成年和月，如 2027-01。已经同意过的人记录的是他当时看到的版本。',
  format: '写成 2027-01 这样的年和月',
}
const body = { label: '正文', long: true, help: '## 开头是标题，- 开头是列表，空一行分段。' } as const

const text = (path: string, label: string, none?: string): PolicyWords => ({
  [path]: { label, none },
  [`${path}.title`]: { label: '标题' },
  [`${path}.version`]: version,
  [`${path}.body`]: body,
})

/** Words for 协议文本 and 登录安全. */
export const textWords: PolicyWords = {
  agreements: { label: '协议文本' },
  ...text('agreements.user', '用户注册协议'),
  ...text('agreements.privacy', '个人信息处理告知'),
  ...text('agreements.statement', '专家承诺'),
  ...text('agreements.expertNotice', '专家注册须知', '没有'),
  ...text('agreements.bank', '银行账户信息单独同意书'),
  ...text('agreements.objection', '异议人个人信息告知'),
  ...text('agreements.pledge', '保密与回避承诺'),

  auth: { label: '登录安全', help: '放松这些要求会降低系统的安全等级，改动前请与系统管理员商量。' },
  'auth.passwordMode': {
    label: '密码要求',
    choices: { dengbao: '按等级保护要求：组成复杂，定期更换', nist: '长度为主，不要求定期更换' },
  },
  'auth.idleMinutes': { label: '多久不操作自动退出' },
  'auth.idleMinutes.staff': { label: '工作人员', unit: '分钟' },
  'auth.idleMinutes.others': { label: '单位和个人', unit: '分钟' },
  'auth.absoluteHours': { label: '一次登录最长', unit: '小时' },
  'auth.maxSessions': { label: '一个账号同时登录最多', unit: '处', help: '超过时最早的一处自动退出。' },
  'auth.secondFactorForOthers': {
    label: '单位和个人的二次验证',
    choices: { off: '不提供', optional: '可以自行开启' },
    help: '工作人员必须使用二次验证，不能关闭。',
  },
  'auth.captcha': {
    label: '人机验证',
    choices: { puzzle: '浏览器自动完成', arithmetic: '算术题图片（有语音）' },
  },
}
