import { readdirSync } from 'node:fs'
import type { Actor, StaffRoleName } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { may, type Permission, permissions } from '@/lib/access/permissions'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { applicantAtBureau, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { makeReviewer, refusalOf, unitOf, visitor } from '../support/units'

useDatabase()

type Call = { asks: Permission[]; with?: unknown[] }
const asks = (permission: Permission | Permission[], ...args: unknown[]): Call => ({
  asks: [permission].flat(),
  with: args,
})
/** Reached only through a function of the data layer that has asked the gate; the words say why it need not. */
const inner = (why: string) => why

/** Ids of things that exist, so that nothing is refused for being absent. */
const real = { application: '', expert: '', unit: '', notice: newId(), staff: '', file: '', phone: '19900009998' }
const upload = { fileId: newId(), key: 'k', writer: 'w' }

/**
 * Every function of the data layer and the permission it must ask for before it does anything (trust D1, AC1). One
 * that is missing here fails the test.
 */
const table = (): Record<string, Call | string> => ({
  'affiliation/move whyNotMove': asks('affiliation.own'),
  'affiliation/move moveToUnit': asks('affiliation.own', { unitId: real.unit, version: 0 }),
  'affiliation/own ownAffiliation': asks('affiliation.own'),
  'affiliation/own standingOf': inner('takes the transaction of its caller'),
  'affiliation/own assertMayApply': inner('takes the transaction of its caller'),
  'affiliation/own assertDataOpen': inner('takes the transaction of its caller'),
  'affiliation/own placeFor': inner('takes the transaction of its caller'),
  'affiliation/queue listPeople': asks('affiliation.list', { size: 5, sort: 'asc' }),
  'affiliation/queue countPeople': asks('affiliation.list'),
  'affiliation/queue nextPerson': asks('affiliation.list', newId()),
  'affiliation/review decideAffiliation': asks('affiliation.decide', { id: newId(), version: 0, event: 'approve' }),
  'affiliation/view viewPerson': asks('affiliation.list', newId()),
  'affiliation/write beginAffiliation': inner('takes the transaction of its caller'),
  'affiliation/write lockLiveAffiliation': inner('takes the transaction of its caller'),
  'affiliation/write vouchFor': inner('takes the transaction of its caller'),
  'application/begin beginApplication': asks('application.fill'),
  'application/bulk recommendMany': asks(['application.recommend', 'application.recommendDepartment'], {
    items: [{ id: real.application, version: 0 }],
    all: [real.application],
  }),
  'application/earlier earlierEnded': inner('its caller has read the application'),
  'application/fill latestApplication': inner('takes the transaction of its caller'),
  'application/fill assertFillable': asks('application.fill', real.application),
  'application/fill lockOwnApplication': inner('takes the transaction of its caller'),
  'application/fill workingCopy': asks('application.viewOwn'),
  'application/fill saveSection': asks('application.fill', {
    applicationId: real.application,
    section: 'basic',
    version: 0,
    data: {},
  }),
  'application/own progressOf': inner('computes over what its caller has read'),
  'application/own ownApplication': asks('application.viewOwn'),
  'application/own returnedWith': asks('application.viewOwn', { applicationId: real.application, status: 'returned' }),
  'application/own ownFacts': asks('person.viewOwn'),
  'application/own checkWorkingCopy': asks('application.viewOwn'),
  'application/queue listApplications': asks(
    ['application.listUnit', 'application.listDepartment', 'application.listBureau'],
    {
      size: 5,
      sort: 'asc',
    },
  ),
  'application/queue countApplications': asks(
    ['application.listUnit', 'application.listDepartment', 'application.listBureau'],
    {},
  ),
  'application/queue nextWaiting': asks(
    ['application.listUnit', 'application.listDepartment', 'application.listBureau'],
    newId(),
  ),
  'application/recommender keepDepartment': inner('takes the transaction of its caller'),
  'application/recommender deskNames': inner('its caller has read the application'),
  'application/recommender recommenderChoice': asks('application.viewOwn', real.application),
  'application/recommender chooseRecommender': asks('application.fill', {
    applicationId: real.application,
    recommender: 'department',
  }),
  'application/review viewApplication': asks('application.view', real.application),
  'application/review decideApplication': asks(
    ['application.recommend', 'application.recommendDepartment', 'application.decide'],
    {
      id: real.application,
      version: 0,
      event: 'approve',
    },
  ),
  'application/submit submitApplication': asks('application.submit', {
    applicationId: real.application,
    statementVersion: 'x',
  }),
  'application/submit personFacts': inner('takes the transaction of its caller'),
  'application/submit withdrawApplication': asks('application.withdraw', { applicationId: real.application }),
  'application/submit restartApplication': asks('application.fill'),
  'application/submit createApplication': inner('takes the transaction of its caller'),
  'audit/audit sealAudit': asks('audit.seal'),
  'audit/audit checkAuditChain': asks('audit.seal'),
  'audit/audit checkAuditDays': asks('audit.check', { from: '2026-01-01', to: '2026-01-02' }),
  'audit/export exportAudit': asks('audit.export', {}),
  'audit/read listAudit': asks('audit.read', { size: 5 }),
  'audit/read countAudit': asks('audit.read', {}),
  'audit/read viewAudit': asks('audit.read', '1'),
  'audit/read eventsForExport': inner('its caller has asked for the export'),
  'auth/account viewOwnAccount': asks('account.own'),
  'auth/account changePassword': asks('account.own', { current: 'x', password: 'y' }, null),
  'auth/account listOwnSessions': asks('account.own', null),
  'auth/account endOwnSession': asks('account.own', 'x'),
  'auth/account endOtherSessions': asks('account.own', null),
  'auth/login login': asks('session.start', { kind: 'staff', name: 'x', password: 'y' }, {}),
  'auth/login loginByCode': asks('session.start', { kind: 'individual', name: real.phone, smsCode: '000000' }, {}),
  'auth/logout logout': inner('ends the session whose secret one holds, whoever one is'),
  'auth/own-factor viewOwnFactor': asks('account.own'),
  'auth/own-factor offerOwnTotp': asks('account.own'),
  'auth/own-factor switchOnFactor': asks('account.own', { offer: 'x', code: '000000' }),
  'auth/own-factor switchOffFactor': asks('account.own'),
  'auth/own-factor renewRecoveryCodes': asks('account.own'),
  'auth/own-factor resetSecondFactor': asks('account.resetFactor', newId(), 'x'),
  'auth/phone viewOwnPhone': asks('account.own'),
  'auth/phone sendPhoneCode': asks('account.own', { to: 'old' }),
  'auth/phone changePhone': asks('account.own', { phone: real.phone, oldCode: '000000', newCode: '000000' }, null),
  'auth/phone askForPhone': asks('account.own', { phone: real.phone, newCode: '000000' }),
  'auth/phone finishPhone': asks('account.own', null),
  'auth/phone cancelPhone': asks('account.own'),
  'auth/renew renewPassword': asks('session.start', 'x', { password: 'x' }),
  'auth/recover recoverPassword': asks('password.recover', { phone: real.phone, smsCode: '000000', password: 'x' }),
  'auth/second-factor viewVerification': asks('session.start', 'x'),
  'auth/second-factor sendFactorCode': asks('session.start', 'x'),
  'auth/second-factor proveFactor': asks('session.start', 'x', { method: 'totp', code: '000000' }),
  'auth/second-factor offerTotp': asks('session.start', 'x'),
  'auth/second-factor enrolFactor': asks('session.start', 'x', { offer: 'x', code: '000000' }),
  'auth/setup createSetupLink': asks('setup.link'),
  'auth/setup setupState': asks('setup.run', 'x'),
  'auth/setup runSetup': asks('setup.run', { token: 'x' }),
  'auth/own-email viewOwnEmail': asks('account.own'),
  'auth/own-email requestEmailCode': asks('account.own', { email: 'a@example.com' }),
  'auth/own-email proveEmail': asks('account.own', { email: 'a@example.com', smsCode: '000000', current: 'x' }),
  'auth/sms-code sendCode': inner('its caller knows whose phone it is and has asked the gate'),
  'auth/step-up viewStepUp': asks('account.own'),
  'auth/step-up sendStepUpCode': asks('account.own'),
  'auth/step-up proveStepUp': asks('account.own', { method: 'password', code: 'x', action: 'x', objectId: 'x' }),
  'auth/sms-code requestCode': asks('code.request', { phone: real.phone, purpose: 'register' }),
  'auth/sms-code consumeCode': inner('takes the transaction of its caller'),
  'auth/sms-code renewCode': asks('code.resend', { phone: real.phone }),
  'department/assign listUnitsToAssign': asks('department.manage', { size: 5, after: null }),
  'department/assign countUnitsToAssign': asks('department.manage', {}),
  'department/assign departmentOf': asks(['unit.view', 'department.manage'], real.unit),
  'department/assign assignUnits': asks('department.manage', { unitIds: [real.unit], to: 'bureau' }),
  'department/tree listDepartments': asks('department.manage'),
  'department/tree departmentChoices': asks('department.manage'),
  'department/tree viewDepartment': asks('department.manage', newId()),
  'department/tree addDepartment': asks('department.manage', {
    name: '示范区科技局',
    kind: 'district',
    parentId: null,
    sort: 0,
  }),
  'department/tree editDepartment': asks('department.manage', { id: newId(), version: 0, name: 'x' }),
  'department/tree endDepartment': asks('department.manage', { id: newId(), version: 0 }),
  'department/units listDepartmentUnits': asks('department.viewUnits', { size: 5, sort: 'asc' }),
  'department/units countDepartmentUnits': asks('department.viewUnits', {}),
  'desk/desk departmentDesk': asks('application.listDepartment'),
  'calendar/calendar viewCalendarYear': asks('calendar.correct', 2026),
  'calendar/calendar correctDay': asks('calendar.correct', { day: '2026-11-20', work: 'rest', reason: 'x' }),
  'calendar/calendar undoDay': asks('calendar.correct', { day: '2026-11-20' }),
  'desk/desk reviewerDesk': asks('application.listBureau'),
  'expert/admit admitExpert': inner('takes the transaction of its caller'),
  'expert/pool searchExperts': asks('expert.list', { size: 5 }),
  'expert/pool countExperts': asks('expert.list', {}),
  'expert/pool viewExpert': asks('expert.view', real.expert),
  'file/adopt adoptRegistrationFiles': inner('takes the transaction of its caller'),
  'file/attach completeUpload': asks('file.upload', upload, 'evidence'),
  'file/attach refuseUpload': asks('file.upload', upload, 'content'),
  'file/attach removeFile': asks('file.upload', { fileId: real.file }),
  'file/clean cleanUploads': asks('file.clean'),
  'file/file filesOf': asks('file.read', { applicationId: real.application }),
  'file/file snapshotFiles': inner('takes the transaction of its caller'),
  'file/file openFile': asks('file.read', real.file),
  'file/ingest receiveUpload': asks(
    'file.upload',
    upload,
    new Request('http://127.0.0.1/', { method: 'PUT', headers: { range: 'bytes=0-' } }),
    {},
  ),
  'file/scan scanWaiting': asks('file.scan'),
  'file/scan scannerBacklog': asks('file.watch'),
  'file/scan assertScanned': inner('takes the transaction of its caller'),
  'file/target targetOf': asks('file.upload', { applicationId: real.application, purpose: 'evidence' }),
  'file/target targetOfRow': inner('computes over what its caller has read'),
  'file/target lockTarget': inner('takes the transaction of its caller'),
  'file/target assertRoom': inner('takes the transaction of its caller'),
  'file/upload openUpload': asks('file.upload', { applicationId: real.application, purpose: 'evidence' }),
  'file/upload bindKey': asks('file.upload', upload),
  'file/upload keptBytes': asks('file.upload', upload),
  'file/upload claimUpload': asks('file.upload', upload, 0),
  'file/upload recordBytes': asks('file.upload', upload, 1),
  'file/upload quarantine': asks('file.upload', upload),
  'message/message deliverMessage': asks('message.deliver', newId()),
  'message/message listInbox': inner('answers in demo mode only; tested with the settings'),
  'message/staff listMessages': asks(['message.list', 'message.watch'], { size: 5, sort: 'desc' }),
  'message/staff countMessages': asks(['message.list', 'message.watch'], {}),
  'message/staff resendMessages': asks('message.resend', { ids: [newId()] }),
  'notice/notice listNotices': asks('notice.write', { size: 5 }),
  'notice/notice countNotices': asks('notice.write', {}),
  'notice/notice viewNotice': asks('notice.write', real.notice),
  'notice/notice saveNotice': asks('notice.write', {
    id: null,
    version: 0,
    category: 'notice',
    title: 'x',
    body: 'y',
    publish: true,
  }),
  'notice/notice withdrawNotice': asks('notice.write', { id: real.notice, version: 0, opinion: 'x' }),
  'person/create createIndividual': inner('takes the transaction of its caller'),
  'person/known refuseKnownPhone': inner('takes the transaction of its caller'),
  'person/known refuseKnownDocument': inner('takes the transaction of its caller'),
  'person/known askAboutSameName': inner('takes the transaction of its caller'),
  'person/register-expert registerExpert': asks('person.register', { phone: real.phone, password: 'x' }),
  'person/complete ownDraft': asks('person.viewOwn'),
  'person/complete saveOwnDraft': asks('person.editOwn', { version: 0, data: {} }),
  'person/complete completeData': asks('affiliation.own', { regionCode: '420106', unitId: real.unit }),
  'person/own viewOwnPerson': asks('person.viewOwn'),
  'person/own editOwnPerson': asks('person.editOwn', { regionCode: '420106', version: 0 }),
  'person/register registerPerson': asks('person.register', { phone: real.phone }),
  'unit/administrator listAdministrators': asks(['unit.administrators', 'unit.manage'], real.unit),
  'unit/administrator lockAdministrators': inner('takes the transaction of its caller'),
  'unit/administrator endAdministrator': asks('unit.administrators', { accountId: newId(), reason: 'x' }),
  'unit/administrator closePart': inner('takes the transaction of its caller'),
  'unit/contact takeOverContact': inner('takes the transaction of its caller'),
  'unit/invitation inviteAdministrator': asks('unit.administrators', { name: 'x', phone: real.phone }),
  'unit/invitation appointAdministrator': asks('unit.manage', { unitId: real.unit, name: 'x', phone: real.phone }),
  'unit/invitation cancelInvitation': asks(['unit.administrators', 'unit.manage'], { id: newId() }),
  'unit/join viewInvitation': asks('unit.join', 'x'),
  'unit/join joinUnit': asks('unit.join', { token: 'x', phone: real.phone, password: 'x' }),
  'unit/change recordUnitChange': inner('takes the transaction of its caller'),
  'unit/change changesOf': inner('its caller has read the object'),
  'unit/division listDivisions': inner('names of an active unit, which are public; rationed'),
  'unit/division listOwnDivisions': asks('unit.divisions'),
  'unit/division addDivisions': asks('unit.divisions', { names: ['x'] }),
  'unit/division renameDivision': asks('unit.divisions', { id: newId(), version: 0, name: 'x' }),
  'unit/division endDivision': asks('unit.divisions', { id: newId(), version: 0 }),
  'unit/name claimName': inner('takes the transaction of its caller'),
  'unit/name refuseMergedCode': inner('takes the transaction of its caller'),
  'staff/account createStaff': asks('staff.create', { login: 'neu', name: '某某', place: 'bureau' }),
  'staff/account editStaff': asks('staff.edit', { id: real.staff, version: 0 }),
  'staff/account disableStaff': asks('staff.disable', { id: real.staff, version: 0, reason: 'x' }),
  'staff/account enableStaff': asks('staff.enable', { id: real.staff, version: 0, reason: 'x' }),
  'staff/account relinkStaff': asks('staff.link', { id: real.staff, version: 0, reason: 'x' }),
  'staff/arrange addDuty': asks('duty.manage', { accountId: real.staff, kind: 'unit', target: real.unit }),
  'staff/arrange removeDuty': asks('duty.manage', { id: newId() }),
  'staff/arrange setLeave': asks(['duty.own', 'duty.manage'], {
    accountId: real.staff,
    from: '2030-01-01',
    to: '2030-01-02',
    deputyId: newId(),
  }),
  'staff/arrange endLeave': asks(['duty.own', 'duty.manage'], { accountId: real.staff }),
  'staff/arrange handOver': asks(['duty.own', 'duty.manage'], { accountId: real.staff, toId: newId(), reason: 'x' }),
  'staff/duty listReviewers': asks('duty.manage'),
  'staff/duty allowDuty': asks(['duty.own', 'duty.manage'], real.staff),
  'staff/duty viewReviewer': asks(['duty.own', 'duty.manage'], real.staff),
  'staff/duty otherReviewers': asks(['duty.own', 'duty.manage'], real.staff),
  'staff/duty dutyDepartments': asks('duty.manage'),
  'staff/duty nameOf': inner('takes the transaction of its caller'),
  'staff/duty dutyWords': inner('takes the transaction of its caller'),
  'staff/office listOffices': asks('office.manage'),
  'staff/office addOffice': asks('office.manage', { name: '某处' }),
  'staff/office renameOffice': asks('office.manage', { id: newId(), name: '某处' }),
  'staff/office endOffice': asks('office.manage', { id: newId() }),
  'staff/serve serves': inner('asks only what the actor himself serves, and widens nothing'),
  'staff/change lockStaff': inner('takes the transaction of its caller'),
  'staff/change recordStaffChange': inner('takes the transaction of its caller'),
  'staff/change staffHistory': inner('its caller has read the account'),
  'staff/grant changeRoles': asks('staff.grant', { id: real.staff, version: 0, roles: [], reason: 'x' }),
  'staff/home adminHome': asks('admin.home'),
  'staff/link unusableHash': inner('makes a hash of something random'),
  'staff/link handOut': inner('takes the transaction of its caller'),
  'staff/link revealLink': inner('makes the text of a link its caller has just made'),
  'staff/link activationState': asks('staff.activate', 'x'),
  'staff/link activate': asks('staff.activate', { token: 'x', password: 'y' }),
  'staff/rescue rescueStaff': asks('staff.rescue', { login: 'x', reason: 'x' }),
  'staff/staff listStaff': asks('staff.list', { size: 5, sort: 'asc' }),
  'staff/staff countStaff': asks('staff.list', {}),
  'staff/staff findStaff': asks('staff.edit', 'staff.edit', real.staff),
  'staff/staff viewStaff': asks('staff.list', real.staff),
  'staff/staff staffPlaces': asks('staff.create'),
  'staff/staff otherAdministrators': inner('takes the transaction of its caller'),
  'slip/slip listSlips': asks('slip.list', { size: 5, sort: 'desc' }),
  'slip/slip countSlips': asks('slip.list', {}),
  'slip/slip viewSlip': asks('slip.list', newId()),
  'slip/slip issueSlip': asks('slip.issue', { phone: real.phone, purpose: 'register' }),
  'slip/slip confirmSlip': asks('slip.confirm', { id: newId() }),
  'slip/slip printSlip': asks('slip.issue', { id: newId() }),
  'slip/slip endSlip': asks('slip.issue', { id: newId() }),
  'unit/name refuseNamesake': inner('takes the transaction of its caller'),
  'unit/namesake listNamesakes': asks('unit.view', real.unit),
  'unit/namesake sidesOf': inner('its caller has established that the units may be seen'),
  'unit/absorbed recentlyAbsorbed': asks('unit.viewOwn'),
  'unit/name holdName': inner('takes the transaction of its caller'),
  'unit/double listDoubles': asks('unit.manage'),
  'unit/double markDistinct': asks('unit.manage', { oneId: newId(), otherId: newId(), reason: 'x' }),
  'unit/double listDistinctions': asks('unit.manage'),
  'unit/enter enterUnit': asks('unit.manage', {}),
  'unit/found foundUnit': inner('takes the transaction of its caller'),
  'unit/merge previewMerge': asks('unit.manage', real.unit, newId()),
  'unit/merge mergeUnits': asks('unit.manage', { id: real.unit, intoId: newId(), version: 0, intoVersion: 0 }),
  'unit/registry listRegistry': asks('unit.manage', { text: '', size: 5, order: 'desc' }),
  'unit/registry viewUnitShape': asks('unit.manage', real.unit),
  'unit/rename lockUnit': inner('takes the transaction of its caller'),
  'unit/rename lastRename': inner('takes the transaction of its caller'),
  'unit/rename renameUnit': asks('unit.manage', { id: real.unit, version: 0, name: 'x', reason: 'x' }),
  'unit/rename undoRename': asks('unit.manage', { id: real.unit, version: 0, reason: 'x' }),
  'unit/rename addAlias': asks('unit.manage', { id: real.unit, name: 'x', reason: 'x' }),
  'unit/rename removeAlias': asks('unit.manage', { id: real.unit, aliasId: newId(), reason: 'x' }),
  'unit/rename correctCode': asks('unit.manage', { id: real.unit, version: 0, reason: 'x' }),
  'unit/split splitChoices': asks('unit.manage', real.unit),
  'unit/split previewSplit': asks('unit.manage', { id: real.unit, divisionIds: [], personIds: [] }),
  'unit/split splitUnit': asks('unit.manage', { id: real.unit, divisionIds: [], personIds: [] }),
  'unit/complete completeUnit': asks('unit.mendOwn', { version: 0 }),
  'unit/complete mendCompletedUnit': asks('unit.mendOwn', { version: 0, regionCode: '420106' }),
  'unit/draft viewUnitDraft': asks('unit.mendOwn'),
  'unit/draft saveUnitDraft': asks('unit.mendOwn', { version: 0, data: {} }),
  'unit/facts unitFacts': inner('its caller has read the unit'),
  'unit/facts mendFacts': inner('takes the transaction of its caller'),
  'unit/facts filesMended': inner('takes the transaction of its caller'),
  'unit/own editOwnUnit': asks('unit.editOwn', { version: 0 }),
  'unit/own mendAndResubmit': asks('unit.mendOwn', { version: 0 }),
  'unit/queue listUnits': asks('unit.list', { size: 5, sort: 'asc' }),
  'unit/queue countUnits': asks('unit.list'),
  'unit/queue nextWaitingUnit': asks('unit.list', newId()),
  'unit/register registerUnit': asks('unit.register', { phone: real.phone, regionCode: '420106', password: 'x' }),
  'unit/reveal revealContactPhone': asks('unit.reveal', { id: real.unit, reason: 'x' }),
  'unit/send sendUnit': inner('takes the transaction of its caller'),
  'unit/review decideUnit': asks('unit.decide', { id: real.unit, version: 0, event: 'approve' }),
  'unit/review switchUnit': asks('unit.disable', { id: real.unit, version: 0, event: 'disable' }),
  'unit/unit findUnit': asks(['unit.view', 'unit.viewOwn', 'unit.manage'], real.unit),
  'unit/unit contactPhoneOf': inner('opens a field of a row its caller was allowed to read'),
  'unit/unit viewUnit': asks(['unit.view', 'unit.viewOwn'], real.unit),
  'unit/unit viewOwnUnit': asks('unit.viewOwn'),
  'workflow/history historyOf': inner('its caller has read the object'),
  'workflow/transition transition': inner('takes the transaction of its caller'),
  'workflow/transition recordBeginning': inner('takes the transaction of its caller'),
})

type Data = (actor: Actor, ...args: unknown[]) => Promise<unknown>
const functions = new Map<string, Data>()
const actors: [string, Actor][] = []

beforeAll(async () => {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.dal.ts'))
  for (const file of files.filter(name => !name.endsWith('.public.dal.ts'))) {
    const exported = (await import(`../../lib/${file}`)) as Record<string, unknown>
    for (const [name, value] of Object.entries(exported))
      if (typeof value === 'function')
        functions.set(`${file.replaceAll('\\', '/').replace('.dal.ts', '')} ${name}`, value as Data)
  }
  const unit = await unitOf('active')
  const pending = await unitOf('submitted')
  const reviewer = await makeReviewer('沈鉴')
  const expert = await expertOf(unit, reviewer)
  const person = await applicantAtBureau(unit)
  const file = await db().storedFile.findFirstOrThrow({ where: { ownerId: person.accountId } })
  Object.assign(real, {
    application: person.applicationId,
    expert: expert.accountId,
    unit: pending.unitId,
    file: file.id,
    staff: reviewer.accountId,
  })
  const staff = (...roles: StaffRoleName[]): Actor => ({ ...reviewer, roles })
  actors.push(
    ['a visitor', visitor()],
    ['an individual', person],
    ['an administrator of a unit', unit],
    ['an administrator of a unit that is not approved', pending],
    ['a reviewer', reviewer],
    ['a business manager', staff('bureauManager')],
    ['staff of a department', { ...reviewer, departmentId: newId(), roles: ['departmentReviewer'] }],
    ['an editor of notices', staff('noticeEditor')],
    ['the system administrator', staff('systemAdmin')],
    ['the security administrator', staff('securityAdmin')],
    ['the audit administrator', staff('auditAdmin')],
    ['staff without any role', staff()],
    ['a job', systemActor('test')],
  )
}, 60_000)

test('every function of the data layer is in the table, and the table names no other', () => {
  expect([...functions.keys()].sort()).toEqual(Object.keys(table()).sort())
})

/** What there is in every table but the audit trail. */
async function contents(): Promise<unknown> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT c.oid::regclass::text AS name FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text IN ('public', 'graphile_worker')
      AND c.relname <> 'audit_event' ORDER BY 1`
  const rows: Record<string, unknown> = {}
  for (const { name } of tables) {
    const [row] = await db().$queryRawUnsafe<{ hash: string }[]>(
      `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS hash FROM ${name} t`,
    )
    rows[name] = row!.hash
  }
  return rows
}

test('who lacks the permission is refused, the denial is audited, and nothing else is written (AC1, AC3)', async () => {
  const before = await contents()
  let refused = 0
  for (const [name, call] of Object.entries(table())) {
    if (typeof call === 'string') continue
    for (const [who, actor] of actors) {
      if (call.asks.some(permission => may(actor, permission))) continue
      const denials = await db().auditEvent.count()
      const outcome = await refusalOf(functions.get(name)!(actor, ...(call.with ?? []))).catch(error => error)
      expect([name, who, outcome.code]).toEqual([name, who, actor.kind === 'anonymous' ? 'signedOut' : 'notFound'])
      const [event] = await db().auditEvent.findMany({ orderBy: { id: 'desc' }, take: 1 })
      expect([name, who, await db().auditEvent.count()]).toEqual([name, who, denials + 1])
      expect(event).toMatchObject({ result: 'denied', actorKind: actor.kind === 'system' ? 'system:test' : actor.kind })
      expect(call.asks).toContain(event!.action)
      refused += 1
    }
  }
  expect(refused).toBeGreaterThan(400)
  expect(await contents()).toEqual(before)
  expect(await brokenInvariants()).toEqual([])
}, 120_000)

test('every permission is asked for by a function of the data layer', () => {
  const asked = new Set<string>(Object.values(table()).flatMap(call => (typeof call === 'string' ? [] : call.asks)))
  expect(Object.keys(permissions).filter(permission => !asked.has(permission))).toEqual([])
})
