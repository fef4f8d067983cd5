import 'server-only'
import { actorOfAccount } from '@/lib/auth/session'
import { saveNotice } from '@/lib/notice/notice.dal'
import { now, setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import accounts from './demo-accounts.json'

const DAY = 86_400_000
const editor = accounts.find(account => account.role === 'noticeEditor')!

const notices: { category: string; title: string; body: string; daysAgo: number }[] = [
  {
    category: 'notice',
    title: '科技专家库常年受理入库申请',
    daysAgo: 1,
    body: '专家库**常年受理**入库申请。\n\n1. 所在单位先注册单位账号，审核一般在 2 个工作日内完成；\n2. 个人选择已注册的单位，注册个人账号；\n3. 登录后点「申请成为专家」，填写信息并提交；\n4. 单位推荐、科技局审核，结果以短信告知。\n\n办理中随时可以在「我的申请」看到进度。',
  },
  {
    category: 'notice',
    title: '关于提醒专家及时更新个人信息的通知',
    daysAgo: 6,
    body: '专家入库后，单位、职称、学科方向有变化的，请及时更新，以便评审活动准确匹配。\n\n请妥善保管账号和密码，不要转借他人。',
  },
  {
    category: 'guideline',
    title: '2027 年度科技计划项目申报指南（征求意见稿）',
    daysAgo: 12,
    body: '现就 2027 年度科技计划项目申报指南公开征求意见。意见请发送至页面下方的联系方式。',
  },
  {
    category: 'faq',
    title: '注册时找不到自己的单位怎么办？',
    daysAgo: 20,
    body: '说明单位还没有注册。请联系单位科研管理部门**先注册单位账号**，审核通过后即可选择。\n\n搜索时可以输入名称的一部分、拼音首字母，或完整的统一社会信用代码。',
  },
  {
    category: 'faq',
    title: '收不到短信验证码怎么办？',
    daysAgo: 25,
    body: '请核对手机号码，查看短信拦截记录，60 秒后可以重新获取。仍收不到的，请拨打页面下方的技术支持电话。',
  },
  {
    category: 'rules',
    title: '科技专家库管理办法要点',
    daysAgo: 40,
    body: '- 专家以个人身份独立发表意见；\n- 抽取专家一般采用随机方式，一次抽取一次受聘；\n- 与评审项目有利害关系的应当回避；\n- 专家信息严格保密，不得私自复制、下载、泄露、转让或出售。',
  },
]

/**
 * Example notices of the demo, written and published by its editor; an installation for real use starts without any.
 * Needs the demo accounts.
 */
export async function loadNotices(): Promise<void> {
  if ((await db().notice.count()) > 0) return
  const account = await db().account.findFirst({ where: { isDemo: true, login: editor.login } })
  const actor = account && (await actorOfAccount(db(), account.id, { id: 'seed', address: 'local' }))
  if (!actor) return
  const at = now().getTime()
  try {
    for (const { daysAgo, ...notice } of notices) {
      setClock(new Date(at - daysAgo * DAY))
      await saveNotice(actor, { ...notice, id: null, version: 0, publish: true })
    }
  } finally {
    setClock(null)
  }
}
