export type OwnDataCounts = {
  applications: number
  versions: number
  affiliations: number
  files: number
  bank: boolean
  messages: number
  /** invitations into the pool */
  invitations: number
  /** invitations to reviews */
  reviews: number
  sessions: number
}

/** A kind of data in plain words: what there is, and where one sees or changes it. */
export type KindOfData = {
  name: string
  what: string
  where: {
    href: '/account' | '/expert/reviews' | '/expert/person' | '/expert/unit' | '/expert/profile' | '/expert/bank'
    label: string
  } | null
}

/** What 我的数据 lists. @param bankAsked whether the policy asks for a bank account */
export function kindsOfData(counts: OwnDataCounts, bankAsked: boolean): KindOfData[] {
  const { applications, versions, affiliations, files, bank, messages, sessions, invitations, reviews } = counts
  const kinds: KindOfData[] = [
    {
      name: '账号',
      what: '姓名、手机、邮箱、密码的散列值、二次验证',
      where: { href: '/account', label: '账号与安全' },
    },
    {
      name: '本人信息',
      what: '证件类型和号码、性别、出生日期、所在地区、学历、职称',
      where: { href: '/expert/person', label: '用户中心' },
    },
    {
      name: '所在单位',
      what: affiliations > 0 ? `${affiliations} 条从属记录` : '没有',
      where: { href: '/expert/unit', label: '修改单位' },
    },
    {
      name: '专家信息和申请',
      what: applications > 0 ? `${applications} 份申请，已提交 ${versions} 次；正在填写的内容和办理记录` : '还没有申请',
      where: { href: '/expert/profile', label: '专家信息' },
    },
    {
      name: '上传的文件',
      what: files > 0 ? `${files} 个` : '没有',
      where: files > 0 ? { href: '/expert/profile', label: '专家信息' } : null,
    },
  ]
  if (bankAsked || bank)
    kinds.push({
      name: '银行账户',
      what: bank ? '已保存，页面上只显示末四位' : '没有',
      where: { href: '/expert/bank', label: bank ? '更换或撤回' : '填写' },
    })
  if (invitations > 0)
    kinds.push({ name: '入库邀请', what: `${invitations} 份：谁邀请、为什么、怎样答复的`, where: null })
  if (reviews > 0)
    kinds.push({
      name: '参加评审',
      what: `${reviews} 次邀请：怎样答复的、是否到场；信用记录`,
      where: { href: '/expert/reviews', label: '我的评审' },
    })
  return [
    ...kinds,
    { name: '发给您的消息', what: messages > 0 ? `${messages} 条短信和邮件` : '没有', where: null },
    { name: '登录记录', what: `${sessions} 次`, where: { href: '/account', label: '登录设备' } },
  ]
}
