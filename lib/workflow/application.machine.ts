import type { Actor } from '@/lib/access/actor'
import type { Permission } from '@/lib/access/permissions'
import { desksOf, isEntry } from '@/lib/policy/desk.rules'
import { applicationLabels } from '@/lib/policy/labels.rules'
import type { Course, Desk, Policy, Recommender } from '@/lib/policy/policy.schema'
import { correctionRows, notOwnOrTwice, publicityRows, type StepFacts } from './application-publicity.machine'
import type { Machine, MachineRow } from './machine'

export type ApplicationStatus =
  | 'empty'
  | 'draft'
  | 'atUnit'
  | 'atDepartment'
  | 'atBureau'
  | 'proposed'
  | 'published'
  | 'objected'
  | 'admitted'
  | 'refused'
  | 'returned'
  | 'withdrawn'
export type ApplicationEvent =
  | 'fill'
  | 'submit'
  | 'recommend'
  | 'return'
  | 'refuse'
  | 'approve'
  | 'withdraw'
  | 'decline'
  | 'supersede'
  | 'publish'
  | 'object'
  | 'hold'
  | 'release'
  | 'uphold'
  | 'admit'
/** What a desk chooses from; the steps of 公示 have places of their own. */
export const deskEvents = ['recommend', 'return', 'refuse', 'approve'] as const
export type DeskEvent = (typeof deskEvents)[number]
export const isDeskEvent = (event: string): event is DeskEvent => (deskEvents as readonly string[]).includes(event)

/** What decides beyond status and permission. */
export type ApplicationFacts = StepFacts & {
  /** items still missing before submission; empty when complete */
  missing: readonly string[]
  /** nothing was written into it, and it was never sent */
  blank?: boolean
  /** a change in which nothing differs from what is in force */
  unchanged?: boolean
  /** why the stamped form keeps it from being submitted (F1); null where none is asked for, or it is in order */
  stamp: string | null
  /** the QR code of the stamped form could not be read: a person compares */
  toCompare: boolean
  /** whose the step of the department is, seen from the actor: his, the bureau's in its place, or somebody else's */
  department: 'mine' | 'standIn' | 'others'
  /** conditions of the pool that keep the bureau from approving: neither met nor relaxed by an officer */
  unmet: readonly string[]
}

/** The facts of what an applicant does himself. */
export const applicantFacts: ApplicationFacts = {
  missing: [],
  stamp: null,
  toCompare: false,
  ownApplication: false,
  department: 'others',
  unmet: [],
  decidedBefore: false,
  publicityOver: false,
}

type Row = MachineRow<ApplicationStatus, ApplicationEvent, ApplicationFacts>

const atDesk: Record<Desk, ApplicationStatus> = { unit: 'atUnit', department: 'atDepartment', bureau: 'atBureau' }
const permissionAt: Record<Desk, Permission> = {
  unit: 'application.recommend',
  department: 'application.recommendDepartment',
  bureau: 'application.decide',
}
/** What the first desk says of a stamped form whose QR code could not be read. */
export const comparedWords = '已逐项核对盖章件与系统内容一致'

/** Who is kept from deciding at a desk though his role may, as a sentence. */
function whyNotHere(policy: Policy, desk: Desk): (facts: ApplicationFacts, actor: Actor) => string | null {
  const { short } = policy.authority
  return (facts, actor) => {
    if (desk === 'department' && facts.department === 'others')
      return `这一步由这份申请的归口管理部门办理，推荐之后再由${short}审核。`
    if (desk === 'bureau' && actor.kind === 'staff' && actor.departmentId !== null)
      return `这一步由${short}办理，归口管理部门不再办理。`
    return notOwnOrTwice(facts)
  }
}

/** What the bureau reads beside a closed approval. */
const whyNotAdmit = ({ unmet }: ApplicationFacts) =>
  unmet.length === 0
    ? null
    : `还有 ${unmet.length} 个入库条件没有满足：${unmet.join('；')}。可以放宽的请先认定放宽，资料不全的请退回修改，其余的不能审核通过。`

/** Statuses between the bureau's approval and the pool, where a policy makes them public first. */
export const publishing: readonly ApplicationStatus[] = ['proposed', 'published', 'objected']
/** Statuses in which a desk has to decide. */
export const awaiting: readonly ApplicationStatus[] = ['atUnit', 'atDepartment', 'atBureau']
/** Statuses in which the applicant may change his working copy. */
export const fillable: readonly ApplicationStatus[] = ['empty', 'draft', 'returned']
/** Statuses that end an application; another one may then be started. */
export const ended: readonly ApplicationStatus[] = ['admitted', 'refused', 'withdrawn']

type Words = { submit: string; withdraw: string; agree: string; approve: string; disagree: string }

const entryWords: Words = {
  submit: '提交申请',
  withdraw: '撤回申请',
  agree: '推荐',
  approve: '审核通过',
  disagree: '不予推荐',
}
const changeWords: Words = {
  submit: '提交变更',
  withdraw: '撤回变更',
  agree: '同意变更',
  approve: '审核通过，变更生效',
  disagree: '不同意变更',
}

const whyNotSubmit = ({ missing, unchanged, stamp }: ApplicationFacts): string | null => {
  if (missing.length > 0) return `还有 ${missing.length} 项没有填好，填好后才能提交。`
  return unchanged ? '与在库的信息相比没有变化，不需要提交。请先修改要更新的内容，再提交。' : stamp
}

/**
 * The workflow of 入库申请 along the desks a policy names (design §4 path, §5 states), and of 信息变更 after entry
 * (S§7), which the bureau's approval brings into force without publicity.
 * @param recommender whom the expert chose, where the policy lets him; it makes no difference elsewhere
 */
export function applicationMachine(
  policy: Policy,
  recommender: Recommender = 'unit',
  course: Course = 'entry',
): Machine<ApplicationStatus, ApplicationEvent, ApplicationFacts> {
  const path = desksOf(policy, recommender, course)
  const entry = isEntry(course)
  const publicity = entry && policy.path.publicityDays !== null
  const words = entry ? entryWords : changeWords
  const byAuthor: Permission | null = course === 'proposal' ? 'application.propose' : null
  const atDesks = path.map(desk => atDesk[desk])
  const rows: Row[] = [
    {
      event: 'submit',
      from: ['draft', 'returned'],
      to: atDesk[path[0]!],
      permission: byAuthor ?? 'application.submit',
      label: words.submit,
      asks: { opinion: 'none' },
      guard: whyNotSubmit,
    },
    {
      event: 'withdraw',
      // what was begun for an entry waits for its author; a change that is given up must make room for another
      from: [
        ...(entry ? [] : (['draft', 'returned'] as const)),
        ...atDesks,
        ...(entry ? (['proposed', 'published'] as const) : []),
      ],
      to: 'withdrawn',
      permission: byAuthor ?? 'application.withdraw',
      label: words.withdraw,
      asks: { opinion: 'optional' },
    },
  ]
  if (course === 'proposal')
    rows.push({
      event: 'decline',
      // one that is forgotten would keep its expert from any change of his own; what was sent is the bureau's to decide
      from: ['draft', 'returned'],
      to: 'withdrawn',
      permission: 'application.decline',
      label: '专家本人结束这份变更',
      asks: { opinion: 'optional' },
    })
  if (entry)
    rows.push({
      event: 'supersede',
      // a list of the authority brings him in; what he never wrote must not stand in the way
      from: ['empty', 'draft'],
      to: 'withdrawn',
      permission: 'intake.run',
      label: '已按名单入库，没有填写的申请结束',
      asks: { opinion: 'optional' },
      waitsFor: ({ blank }) => (blank ? null : '申请里已有填写的内容，请由本人办理。'),
    })
  if (entry)
    rows.unshift({
      event: 'fill',
      from: ['empty'],
      to: 'draft',
      permission: 'application.fill',
      label: '申请成为专家',
      asks: { opinion: 'none' },
    })
  path.forEach((desk, index) => {
    const from = [atDesk[desk]]
    const permission = permissionAt[desk]
    const guard = whyNotHere(policy, desk)
    const next = path[index + 1]
    // whoever sees it first answers for the paper
    const confirm = (facts: ApplicationFacts) => (index === 0 && facts.toCompare ? comparedWords : null)
    if (next)
      rows.push({
        event: 'recommend',
        from,
        to: atDesk[next],
        permission,
        label: words.agree,
        asks: { opinion: 'optional', confirm },
        guard,
        guardDenies: true,
      })
    else
      rows.push({
        event: 'approve',
        from,
        // 资格审核 → 拟入库 → 公示 → 入库 (S§6), or into the pool at once
        to: publicity ? 'proposed' : 'admitted',
        permission,
        label: publicity ? '同意拟入库' : words.approve,
        asks: { opinion: 'optional', confirm },
        guard,
        guardDenies: true,
        waitsFor: whyNotAdmit,
      })
    rows.push({
      event: 'return',
      from,
      to: 'returned',
      permission,
      label: '退回修改',
      asks: { opinion: 'required' },
      guard,
      guardDenies: true,
    })
    rows.push({
      event: 'refuse',
      from,
      to: 'refused',
      permission,
      label: desk === 'bureau' ? '审核不通过' : words.disagree,
      asks: { opinion: 'required' },
      guard,
      guardDenies: true,
    })
  })
  // also where the policy in force knows no 公示 any more: what was made public before comes to its end
  if (entry) {
    const atBureau = whyNotHere(policy, 'bureau')
    const correcting = correctionRows<ApplicationFacts>((facts, actor) =>
      atBureau({ ...facts, decidedBefore: false }, actor),
    )
    rows.push(...correcting, ...publicityRows)
  }
  return { name: entry ? '入库申请' : '信息变更', labels: applicationLabels(policy, course), rows, begins }
}

const begins = {
  create: '注册个人账号',
  register: '专家注册',
  begin: '申请成为专家',
  restart: '重新申请',
  change: '开始更新专家信息',
  propose: '提出信息变更',
  legacy: '存量导入，直接入库',
  automatic: '自动入库',
}

/** The same with the rows of either choice of the recommender: for the words of a history, which may know both. */
export function applicationWords(
  policy: Policy,
  course: Course = 'entry',
): Machine<ApplicationStatus, ApplicationEvent, ApplicationFacts> {
  const byUnit = applicationMachine(policy, 'unit', course)
  const byDepartment = applicationMachine(policy, 'department', course)
  return { ...byUnit, rows: [...byUnit.rows, ...byDepartment.rows] }
}
