import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { applicationScope } from '@/lib/access/scope'
import { toSnapshot } from '@/lib/application/application.dto'
import { type Content, presentContent } from '@/lib/application/content.dal'
import { spend } from '@/lib/auth/limits'
import { dict } from '@/lib/dict'
import { entry, fullName, path } from '@/lib/dict/tree'
import { clausesHeld, meets } from '@/lib/eligibility/eligibility.rules'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { maskDocument, maskPhone } from '@/lib/platform/fields/masks'
import { chinaDay } from '@/lib/platform/time'
import { isOutside } from '@/lib/policy/desk.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { bankForForm } from '@/lib/privacy/bank.dal'
import { missingOf } from '@/lib/profile/progress.rules'
import { fillable } from '@/lib/workflow/application.machine'
import { formContent, type UnitOnForm } from './form.rules'
import { formPdf } from './form-pdf'

export type ExportedForm = { name: string; bytes: Buffer }

/**
 * 专家信息表 as a PDF (F1–F5): its owner's of the working copy as long as that is open, else of the version submitted
 * last; a unit's, department's and the bureau's of that version. Numbers stand in full for the person himself and for
 * his unit, which stamps the paper; everybody else gets them masked (decision 018). The bank account
 * is printed for the person himself only (decision 019).
 * @throws Refusal tooMany, notFound for what is out of reach; refused while something is missing, with how much
 */
export async function expertForm(actor: Actor, applicationId: string): Promise<ExportedForm> {
  const subject = { type: 'application', id: applicationId }
  await allow(actor, 'application.view', subject)
  const application = uuid().safeParse(applicationId).success ? await found(actor, applicationId) : null
  if (!application) return deny(actor, 'application.view', subject)
  await spend('expertForm', accountOf(actor) ?? '')
  const { policy } = await currentPolicy()
  const own = actor.kind === 'individual'
  const filling = own && application.proposedBy === null && fillable.includes(application.status)
  const said = filling ? await working(actor, policy, application) : null
  const shown = said ?? submitted(application)
  if (!shown) return deny(actor, 'application.view', subject)
  const bank = own ? await bankForForm(actor, db(), application.accountId) : null
  const full = own || actor.kind === 'unitAdmin'
  const content = formContent({
    number: application.number,
    hash: shown.hash,
    policy,
    snapshot: shown.content,
    numbers: numbersOf(application.account, full),
    bank,
    unit: unitOnForm(policy, application.unit),
    ...judgedOn(chinaDay(shown.at), policy, shown.content),
    names: { discipline: code => path('discipline', code).join(' / ') || code },
  })
  const { name: authority, siteTitle: site } = policy.authority
  const bytes = await formPdf(content, { authority, site, createdAt: shown.at })
  await audit(db(), actor, {
    action: 'application.form',
    objectType: 'application',
    objectId: application.id,
    result: 'done',
    detail: { hash: shown.hash, full },
  })
  return { name: `专家信息表-${content.name}-${application.number}.pdf`, bytes }
}

/** What the conditions say on the day of the paper; `priority` is null where no clause lets anybody be preferred. */
function judgedOn(day: string, policy: Policy, { person, sections }: Content) {
  const facts = { birthDate: person.birthDate, sections }
  const clauses = clausesHeld(policy, facts, day).map(({ article, title }) => `${article}：${title}`)
  return {
    qualified: meets(policy, facts, day, ['years', 'title']),
    priority: policy.conditions.relaxations.length === 0 ? null : clauses,
  }
}

const found = (actor: Actor, id: string) =>
  db().application.findFirst({
    where: { AND: [{ id }, applicationScope(actor)] },
    include: {
      account: { include: { person: true } },
      unit: { include: { department: true } },
      versions: { orderBy: { number: 'desc' }, take: 1 },
    },
  })
type Found = NonNullable<Awaited<ReturnType<typeof found>>>
type Shown = { content: Content; hash: string; at: Date }

/** The working copy, once nothing is missing. @throws Refusal refused */
async function working(actor: Actor, policy: Policy, application: Found): Promise<Shown> {
  const { progress, content, hash, changedAt } = await presentContent(actor, db(), policy, application)
  if (content && hash) return { content, hash, at: changedAt ?? application.createdAt }
  const count = missingOf(progress).length
  throw refused(`还有 ${count} 项没有填好，填好后才能导出专家信息表。请在“检查并提交”中查看缺少的内容。`)
}

function submitted({ versions: [version] }: Found): Shown | null {
  return version ? { content: toSnapshot(version.snapshot), hash: version.hash, at: version.submittedAt } : null
}

function numbersOf({ id, phoneCipher, person }: Found['account'], full: boolean) {
  const phone = decryptField(phoneCipher!, { table: 'account', id, column: 'phone' })
  const document = decryptField(person!.docCipher, { table: 'person', id, column: 'doc' })
  return full ? { phone, document } : { phone: maskPhone(phone), document: maskDocument(document) }
}

/** The unit as it stands today; where nobody is above it, the bureau is (F7). */
function unitOnForm(policy: Policy, unit: Found['unit']): UnitOnForm {
  const outside = isOutside(policy, unit.regionCode)
  return {
    name: unit.name,
    creditCode: unit.creditCode ?? '',
    nature: dict('unitNature').name(unit.nature),
    place: entry('region', unit.regionCode) ? fullName('region', unit.regionCode) : '',
    department: (!outside && unit.department?.name) || policy.authority.name,
    inside: !outside,
  }
}
