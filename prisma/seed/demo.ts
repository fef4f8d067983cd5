import 'server-only'
import type { IndividualActor, StaffActor, StaffRoleName, UnitActor } from '@/lib/access/actor'
import { presentContent } from '@/lib/application/content.dal'
import { decideApplication } from '@/lib/application/review.dal'
import { submitApplication } from '@/lib/application/submit.dal'
import { assignUnits } from '@/lib/department/assign.dal'
import { addDepartment } from '@/lib/department/tree.dal'
import { codeText } from '@/lib/infoform/code.rules'
import { expertForm } from '@/lib/infoform/form.dal'
import { db } from '@/lib/platform/db'
import { desksOf } from '@/lib/policy/desk.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import accounts from './demo-accounts.json'
import { attachSample, demoBeginner, demoPerson, insideRegion } from './demo-people'
import { demoOffice, loadDemoPool } from './demo-pool'
import { type DemoProfile, fillProfile } from './demo-profile'
import { approveUnit } from './demo-units'
import { makeStaff, makeUnit } from './factory'

type DemoAccount = (typeof accounts)[number] & { totpSecret?: string }
type Applicant = IndividualActor & { applicationId: string }

const account = (role: string): DemoAccount => accounts.find(entry => entry.role === role)!

/**
 * One account for each role and one application in each interesting state, made by the same functions that people
 * use, so that histories and audit trails are real. Does nothing when the accounts exist.
 */
export async function loadDemo(): Promise<void> {
  if (await db().account.findFirst({ where: { isDemo: true } })) return
  const { policy } = await currentPolicy()
  const office = policy.authority.name
  const staff: Record<string, StaffActor> = {}
  const grants: [string, StaffRoleName][] = [
    ['bureauReviewer', 'bureauReviewer'],
    ['bureauReviewer2', 'bureauReviewer'],
    ['bureauManager', 'bureauManager'],
    ['bureauManager2', 'bureauManager'],
    ['departmentReviewer', 'departmentReviewer'],
    ['noticeEditor', 'noticeEditor'],
    ['systemAdmin', 'systemAdmin'],
    ['securityAdmin', 'securityAdmin'],
    ['auditAdmin', 'auditAdmin'],
    ['supervisor', 'supervisor'],
    ['drawRequester', 'drawRequester'],
    ['drawOperator', 'drawOperator'],
    ['drawNotifier', 'drawNotifier'],
    ['drawPaymaster', 'drawPaymaster'],
  ]
  for (const [role, grant] of grants) {
    const { name, login, password, totpSecret } = account(role)
    staff[role] = await makeStaff({ name, login, password, totpSecret, roles: [grant], office, isDemo: true })
  }
  const unit = { ...(await demoUnit('unitAdmin', '示范江城第一医院', 1)), unitActive: true }
  await approveUnit([staff.bureauReviewer!, staff.bureauReviewer2!], unit)
  const department = await demoDepartment(staff.bureauManager!, staff.departmentReviewer!, unit.unitId)
  await demoUnit('unitAdminPending', '示范长江材料研究院', 2)
  await demoBeginner(account('individual'), 11, unit, '19880506')
  const waiting = await demoPerson(account('applicant'), 12, unit, '19810920')
  await apply(waiting, {
    unitName: unit.unitName,
    title: '232',
    disciplines: ['32024', '32027'],
    research: '心血管疾病的介入治疗与康复管理。',
  })
  const expert = await demoPerson(account('expert'), 13, unit, '19750312')
  await apply(expert, {
    unitName: unit.unitName,
    title: '231',
    disciplines: ['32027', '32024'],
    research: '肿瘤外科临床研究与多学科诊疗质量控制。',
  })
  await decide(unit, expert, 'recommend', '长期从事临床科研，情况属实，同意推荐。')
  if (desksOf(policy, 'unit').includes('department'))
    await decide(department, expert, 'recommend', '本区重点单位的专家，同意推荐。')
  await decide(staff.bureauReviewer!, expert, 'approve', '材料齐全，符合入库条件。')
  if (!policy.draw.enabled) return
  await demoOffice(staff.bureauManager!, staff.drawRequester!)
  await loadDemoPool(staff.bureauReviewer!, staff.bureauManager!)
}

/** A department with one person, who is then the actor, and the unit that belongs to it. */
async function demoDepartment(manager: StaffActor, reviewer: StaffActor, unitId: string): Promise<StaffActor> {
  const facts = { name: '示范区科学技术局', kind: 'district', parentId: null, sort: 0 } as const
  const { id: departmentId } = await addDepartment(manager, facts)
  await db().staffPost.create({ data: { accountId: reviewer.accountId, departmentId } })
  await assignUnits(manager, { unitIds: [unitId], to: departmentId, reason: '按注册地归口。' })
  return { ...reviewer, departmentId, office: facts.name }
}

async function demoUnit(role: string, name: string, serial: number): Promise<UnitActor> {
  const { name: admin, login, password } = account(role)
  return makeUnit({
    name,
    serial,
    status: 'submitted',
    nature: 'institute',
    regionCode: await insideRegion(),
    admin: { name: admin, phone: login, password },
    isDemo: true,
  })
}

/** Fills in everything and submits, as the person himself. */
export async function apply(person: Applicant, data: DemoProfile): Promise<void> {
  await fillProfile(person, data)
  const { policy } = await currentPolicy()
  if (policy.path.stampedForm) await attachForm(person, policy)
  await submitApplication(person, {
    applicationId: person.applicationId,
    statementVersion: policy.agreements.statement.version,
  })
}

/** The form he exported, as if it had come back from the unit with its stamp. */
async function attachForm(person: Applicant, policy: Policy): Promise<void> {
  const { applicationId, accountId } = person
  const { number } = await db().application.findUniqueOrThrow({ where: { id: applicationId } })
  const { hash } = await presentContent(person, db(), policy, { id: applicationId, accountId, baseVersionId: null })
  const { bytes } = await expertForm(person, applicationId)
  const name = '盖章的专家信息表（示例）.pdf'
  await attachSample(person, { purpose: 'stampedForm', applicationId, name, codes: [codeText(number, hash!)] }, bytes)
}

async function decide(
  actor: StaffActor | UnitActor,
  person: Applicant,
  event: 'recommend' | 'approve',
  opinion: string,
) {
  const { version } = await db().application.findUniqueOrThrow({ where: { id: person.applicationId } })
  await decideApplication(actor, { id: person.applicationId, version, event, opinion })
}
