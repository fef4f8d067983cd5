import { formatSize } from '@/lib/file/file.rules'
import { chinaDay, chinaTime } from '@/lib/platform/time'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { profileSections } from '@/lib/policy/profile-policy'
import { type Names, rowSummary, rowTexts } from '@/lib/profile/reading.rules'
import { type ProfilePolicy, type Section, sectionFor } from '@/lib/profile/resolve.schema'
import { sectionDefs } from '@/lib/profile/sections.schema'
import { rowsOf, type SectionData } from '@/lib/profile/values.rules'
import type { OwnData } from './export.dal'

/** A part of the paper: a heading and lines of label and text. */
export type Part = { heading: string; lines: { label: string; text: string }[] }

type Line = Part['lines'][number]
type Value = string | Date | null | undefined

/** A line where there is something to say. */
const line = (label: string, value: Value): Line[] =>
  value ? [{ label, text: value instanceof Date ? chinaTime(value) : value }] : []

const time = (value: Value): string => (value instanceof Date ? chinaTime(value) : '')

/** Whether a list that was made was ever taken along. */
export const fetchedWords = (fetched: boolean): string => (fetched ? '已下载' : '没有下载')

/** Everything that is kept of somebody as a text to read, in the order of what matters to him. */
export function ownDataParts(data: OwnData, policy: ProfilePolicy, names: Names): Part[] {
  const parts = [
    { heading: '账号', lines: accountLines(data) },
    { heading: '本人信息', lines: personLines(data) },
    { heading: '银行账户', lines: bankLines(data) },
    { heading: '专家资格', lines: membershipLines(data) },
    ...data.affiliations.map(one => ({ heading: `所在单位：${one.unit}`, lines: affiliationLines(one) })),
    ...data.applications.flatMap(one => applicationParts(one, policy, names)),
    {
      heading: '入库邀请',
      lines: data.invitations.map(({ office, unit, reason, invitedAt, state }) => ({
        label: time(invitedAt),
        text: `${office}邀请，单位：${unit}，理由：${reason}（${state}）`,
      })),
    },
    {
      heading: '参加评审',
      lines: data.reviews.map(
        ({ number, title, group, sessionFrom, state, declined, note, pledge, calls, fee, paidAt }) => ({
          label: `${time(sessionFrom)} ${number}`,
          text: [
            `${title}，${group}，${state}`,
            declined && `原因：${declined}`,
            note && `说明：${note}`,
            pledge && `承诺版本 ${pledge}`,
            calls > 0 && `电话联系 ${calls} 次`,
            fee && `劳务费 ${fee}${paidAt ? `，${chinaDay(paidAt)} 发放` : ''}`,
          ]
            .filter(Boolean)
            .join('；'),
        }),
      ),
    },
    {
      heading: '信用记录',
      lines: data.credit.map(({ at, points, words }) => ({ label: time(at), text: `${words}，${points} 分` })),
    },
    { heading: '请假和回避', lines: leaveLines(data) },
    { heading: '上传的文件', lines: data.files.map(fileLine) },
    {
      heading: '告知和同意',
      lines: data.consents.map(({ title, version, at, withdrawnAt }) => ({
        label: title,
        text: `版本 ${version}，${time(at)}${withdrawnAt ? `，已于 ${time(withdrawnAt)} 撤回` : ''}`,
      })),
    },
    {
      heading: '办理和查看过的机构',
      lines: data.shownTo.map(({ office, handled, read, revealed, last }) => ({
        label: office,
        text: `办理 ${handled} 次，打开文件 ${read} 次，查看完整号码 ${revealed} 次；最近一次 ${time(last)}`,
      })),
    },
    {
      heading: '随名单导出的情况',
      lines: data.exports.map(({ number, at, office, purpose, columns, fetched }) => ({
        label: `${time(at)} ${number}`,
        text: `${office}，用途：${purpose}；内容：${columns.join('、')}；${fetchedWords(fetched)}`,
      })),
    },
    {
      heading: '发给您的消息',
      lines: data.messages.map(({ channel, kind, text, createdAt }) => ({
        label: `${channel} ${time(createdAt)}`,
        text: text ?? `${kind}（内容不在此列出）`,
      })),
    },
    {
      heading: '登录记录',
      lines: data.sessions.map(({ startedAt, lastSeenAt, address, device }) => ({
        label: time(startedAt),
        text: `${device}，网络地址 ${address}，最近使用 ${time(lastSeenAt)}`,
      })),
    },
  ]
  return parts.filter(part => part.lines.length > 0)
}

const accountLines = ({ account }: OwnData): Line[] => [
  ...line('姓名', account.name),
  ...line('登录手机', account.phone),
  ...line(
    '申请更换的手机',
    account.phoneAsked && `${account.phoneAsked.phone}（${time(account.phoneAsked.askedAt)} 申请）`,
  ),
  ...line('电子邮箱', account.email),
  ...line('邮箱验证时间', account.emailProvedAt),
  ...line('注册时间', account.createdAt),
  ...line('上次登录', account.lastLoginAt),
  ...line('上次修改密码', account.passwordChangedAt),
  ...line('二次验证启用时间', account.secondFactorSince),
]

const personLines = ({ person }: OwnData): Line[] =>
  person
    ? [
        ...line('证件类型', person.docType),
        ...line('证件号码', person.docNumber),
        ...line('性别', person.sex),
        ...line('出生日期', person.birthDate),
        ...line('所在地区', person.region),
        ...line('学历', person.education),
        ...line('学位', person.degree),
        ...line('职称', person.title),
      ]
    : []

const bankLines = ({ bank }: OwnData): Line[] =>
  bank
    ? [
        ...line('银行行号', bank.bankCode),
        ...line('开户银行', bank.bankName),
        ...line('账号', `${bank.accountEnd}（只列末四位）`),
        ...line('保存时间', bank.savedAt),
      ]
    : []

const membershipLines = ({ membership }: OwnData): Line[] =>
  membership
    ? [
        ...line('状态', membership.status),
        ...line('入库时间', membership.admittedAt),
        ...line('上次激活', membership.activatedAt),
        ...line('单位', membership.unit),
        ...membership.exits.flatMap(exitLines),
        ...stepLines(membership.history),
      ]
    : []

const leaveLines = ({ draws }: OwnData): Line[] => [
  ...draws.leaves.flatMap(({ from, to, note, endedAt }) =>
    line('请假', `${from} 至 ${to}${endedAt ? `，${time(endedAt)} 结束` : ''}${note ? `，${note}` : ''}`),
  ),
  ...draws.recusals.flatMap(({ number, title, reason, at }) =>
    line('提出回避', `${time(at)}，${number} ${title}：${reason}`),
  ),
]

type Exit = NonNullable<OwnData['membership']>['exits'][number]
const exitLines = (exit: Exit): Line[] => [
  ...line('出库的原因', exit.reason),
  ...line('出库的依据', exit.grounds),
  ...line('证据说明', exit.evidence),
  ...exit.statements.flatMap(statement => line('陈述申辩', statement.text)),
  ...line('可以重新申请', exit.reentryFrom),
  ...line('资料保存到', exit.keptUntil),
]

type Step = OwnData['applications'][number]['history'][number]
const stepLines = (history: readonly Step[]): Line[] =>
  history.map(({ at, to, office, opinion }) => ({
    label: time(at),
    text: `${to}（${office}）${opinion ? `　意见：${opinion}` : ''}`,
  }))

const affiliationLines = (one: OwnData['affiliations'][number]): Line[] => [
  ...line('所在部门', one.division),
  ...line('审核状态', one.status),
  ...line('开始', one.since),
  ...line('结束', one.endedAt),
  ...line('锁定', one.lockedAt && `${time(one.lockedAt)}　${one.lockReason ?? ''}`),
  ...stepLines(one.history),
]

const fileLine = ({ name, size, sha256, uploadedAt, removedAt }: OwnData['files'][number]): Line => ({
  label: name,
  text: `${formatSize(size)}，${time(uploadedAt)} 上传${removedAt ? `，${time(removedAt)} 移除` : ''}${sha256 ? `，校验值 ${sha256}` : ''}`,
})

type Application = OwnData['applications'][number]

function applicationParts(one: Application, policy: ProfilePolicy, names: Names): Part[] {
  const facts = [
    ...line('状态', `${one.status}（${time(one.statusSince)}）`),
    ...line('单位', one.unit),
    ...line('归口管理部门', one.department),
    ...line('提出变更的理由', one.proposalReason),
    ...stepLines(one.history),
    ...one.askedToMend.flatMap(({ section, remark }) =>
      line('退回时指出', remark && `${sectionTitle(section)}：${remark}`),
    ),
  ]
  const working = Object.fromEntries(one.working.map(({ section, data }) => [section, data]))
  return [
    { heading: `${one.kind === 'change' ? '信息变更' : '入库申请'} ${one.number}`, lines: facts },
    { heading: `申请 ${one.number}：填写的内容`, lines: profileLines(working, policy, names) },
    ...one.versions.flatMap(({ number, submittedAt, hash, sections, relaxations, judgements }) => [
      {
        heading: `申请 ${one.number}：第 ${number} 次提交（${time(submittedAt)}）`,
        lines: [...line('内容校验码', hash), ...profileLines(sections, policy, names)],
      },
      {
        heading: `申请 ${one.number}：第 ${number} 次提交，入库条件的判断`,
        lines: [
          ...judgements.flatMap(({ day, conditions }) =>
            conditions.map(({ title, outcome, words }) => ({ label: `${day} ${title}`, text: `${outcome}　${words}` })),
          ),
          ...relaxations.flatMap(({ office, reason, at, withdrawnAt }) =>
            line('放宽认定', `${office}，${time(at)}：${reason}${withdrawnAt ? `（${time(withdrawnAt)} 撤销）` : ''}`),
          ),
        ],
      },
    ]),
  ]
}

const sectionTitle = (name: string): string => (name in sectionDefs ? sectionDefs[name as ProfileSection].title : name)

function profileLines(sections: Partial<Record<string, SectionData>>, policy: ProfilePolicy, names: Names): Line[] {
  // also what the policy hides by now: it is kept all the same
  const all = { ...policy, profile: { ...policy.profile, fields: {} } }
  return profileSections
    .filter(name => sections[name])
    .flatMap(name => sectionLines(sectionFor(all, name as ProfileSection), sections[name]!, names))
}

/** A section in lines: its own fields, then each row in one. */
function sectionLines(section: Section, data: SectionData, names: Names): Line[] {
  const said = (fields: Section['fields'], row: SectionData) =>
    rowTexts(fields, row, names).filter(({ text }) => text !== '')
  const own = said(section.fields, data).map(({ field, text }) => ({ label: field.label, text }))
  const { rows } = section
  const listed = rows
    ? rowsOf(data).map((row, index) => {
        const rest = said(
          rows.fields.filter(field => !rows.headline.includes(field.name)),
          row,
        ).map(({ field, text }) => `${field.label}：${text}`)
        return {
          label: `${section.title} ${index + 1}`,
          text: [rowSummary(rows, row).title, ...rest].filter(Boolean).join('；'),
        }
      })
    : []
  return [...own, ...listed.filter(({ text }) => text !== '')]
}
