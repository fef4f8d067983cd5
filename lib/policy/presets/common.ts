import { bankAgreement } from '../bank-text'
import { drawPledge } from '../draw-policy'
import { objectionNotice } from '../objection-text'
import type { Policy } from '../policy.schema'
import { profileSections } from '../profile-policy'
import { defaultUploads } from '../upload-purposes'

/** The ten of X2, where each paper belongs to the row it proves. */
export const tenSections: Policy['profile']['sections'] = profileSections.filter(section => section !== 'evidence')

export const uploads: Policy['uploads'] = defaultUploads

/** Texts everybody is told, in our own words; the bureau replaces them in its policy. */
export function agreements(authority: string): Policy['agreements'] {
  return {
    bank: bankAgreement(authority),
    objection: objectionNotice(authority),
    pledge: drawPledge(authority),
    user: {
      title: '用户注册协议',
      version: '2026-11',
      body: `## 一、账号归本人使用

账号由注册人本人使用和保管，请勿转借。单位账号由单位指定的管理员使用，管理员变动时应及时办理交接。

## 二、内容真实

您在系统中填写的内容和上传的材料应当真实、完整。因内容不实造成的后果由提供者承担；查实后，${authority}可以退回申请或取消专家资格。

## 三、您的权利

- 独立发表评审意见，不受任何单位和个人干预；
- 个人信息受到保护；
- 了解自己参加的评审活动的结果；
- 依照规定取得劳动报酬；
- 对不熟悉的领域可以拒绝参加；
- 可以随时自愿退出专家库。

## 四、共同遵守

请勿私自复制、下载、泄露、转让或出售系统中他人的信息。发现异常请联系页面下方的电话。`,
    },
    privacy: {
      title: '个人信息处理告知',
      version: '2026-11',
      body: `## 谁在处理

${authority}为履行科技专家库管理职责处理您的个人信息。

## 处理哪些信息、做什么用

| 信息 | 用途 |
| --- | --- |
| 姓名、证件类型和号码 | 确认是您本人，避免重复建档 |
| 手机号码、电子邮箱 | 登录、通知审核结果和评审邀请 |
| 出生日期、性别、民族、学历学位、职称、学科、人才称号、证明材料 | 判断是否符合入库条件，核对身份和材料，匹配评审活动 |
| 学习和工作经历、任职和持股、项目、论文、奖励、知识产权，以及其中导师、合作者的姓名和单位 | 判断是否符合入库条件，发现应当回避的情形 |
| 银行账户（自愿填写，另行单独同意） | 支付劳动报酬 |

## 怎样保护

证件号码和手机号码加密保存，列表中只显示首尾几位；查看、修改都有记录。

## 您可以做什么

查看、下载、更正自己的信息，撤回申请，退出专家库。登录后在“我的数据”查看和下载；其他事项请拨打页面下方的联系电话。`,
    },
    statement: {
      title: '专家承诺',
      version: '2026-11',
      body: '本人承诺：以上信息和材料真实、准确、完整；本人无学术不端、科研失信和违法违纪记录；愿意服从专家库管理，遵守评审纪律和回避、保密要求；如有不实，愿意承担相应责任。',
    },
  }
}

/** 专家注册须知 (R1–R3), in our own words: for whom, what is promised, what is asked, the six rights. */
export const expertNotice = (authority: string, recommender: string): Policy['agreements']['expertNotice'] => ({
  title: '专家注册须知',
  version: '2026-11',
  body: `## 谁需要注册

希望进入${authority}专家库的专家，请在这里注册并在网上填写专家信息。已经在库的专家不用重复注册，直接登录即可。

## 注册以后怎么办

注册成功后登录，补充完整专家信息并提交；由${recommender}推荐，经${authority}审核通过后，成为在库专家。

请保证所填内容真实可靠，如有失实，由本人承担相应责任。${authority}对专家信息严格保密，只用于专家管理和使用。

## 可能参加哪些活动

科技计划项目和创新载体的评审、中期检查、验收，科学技术奖励评审，人才评价，决策咨询等。

## 您的权利

1. 以个人身份独立提出意见和建议，不受任何单位和个人干预；
2. 个人信息受到保护；
3. 了解所参加评审的结果；
4. 按规定取得劳动报酬；
5. 对自己不熟悉的专业领域，有权拒绝参加；
6. 可以自愿退出专家库。

## 您的义务

客观公正地提出意见，遵守保密和回避要求，信息有变化时及时更新，不收受与评审有关的任何好处。`,
})

export const auth: Policy['auth'] = {
  passwordMode: 'dengbao',
  idleMinutes: { staff: 30, others: 60 },
  absoluteHours: 12,
  maxSessions: 5,
  secondFactorForOthers: 'optional',
  captcha: 'puzzle',
}

export const noticeCategories: Policy['portal']['noticeCategories'] = [
  { code: 'notice', label: '通知公告' },
  { code: 'guideline', label: '申报指南' },
  { code: 'faq', label: '常见问答' },
  { code: 'rules', label: '文件法规' },
]

const expertTile = (href: string, description: string) => ({ label: '科技项目专家', href, description })

export const tiles: Policy['portal']['tiles'] = {
  individual: [
    expertTile('/expert', '申请成为专家、查看审核进度'),
    { label: '注册个人账号', href: '/register/person', description: '所在单位已有账号的，从这里注册' },
    { label: '找回密码', href: '/recover', description: '用注册时的手机号码重设' },
  ],
  unit: [
    expertTile('/unit', '核实并推荐本单位专家'),
    { label: '注册单位账号', href: '/register/unit', description: '单位审核通过后，本单位人员才能注册' },
    { label: '找回密码', href: '/recover', description: '用联系人的手机号码重设' },
  ],
  staff: [
    expertTile('/bureau', '审核单位和专家申请'),
    { label: '通知公告', href: '/bureau/notices', description: '撰写、发布和撤下通知' },
  ],
}
