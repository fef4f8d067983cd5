import type { DemoRole } from './support'

export const visitors = [
  'anonymous',
  'individual',
  'unitAdmin',
  'unitAdminPending',
  'bureauReviewer',
  'bureauManager',
  'departmentReviewer',
  'noticeEditor',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
  'supervisor',
] as const
export type VisitorKind = (typeof visitors)[number] & (DemoRole | 'anonymous')

const everybody: readonly VisitorKind[] = visitors
const signedIn = visitors.filter(kind => kind !== 'anonymous')

/**
 * Who may open each page and read each route (trust AC1). Everybody else is sent to the login (visitors) or sees
 * "not found". An address of the build that is missing here fails the test.
 * A dynamic segment is filled with something that does not exist: then those who may ask get 404 as well, and the
 * test of strangers' objects is the journeys' and the data functions'.
 */
export const pages: Record<string, readonly VisitorKind[]> = {
  '/': everybody,
  '/notices': everybody,
  '/guide': everybody,
  '/calls': everybody,
  '/publicity': everybody,
  '/publicity/receipt': everybody,
  '/agreement/[text]': everybody,
  '/register': everybody,
  '/register/person': everybody,
  '/register/unit': everybody,
  '/login': everybody,
  // For a login that is not complete; everybody else is led to his own area, or to the login.
  '/login/verify': signedIn,
  '/login/enrol': signedIn,
  '/login/renew': signedIn,
  '/recover': everybody,
  '/claim': everybody,
  '/setup': everybody,
  '/join': everybody,
  '/activate': everybody,
  '/invitation': everybody,
  '/dev/inbox': everybody,
  '/dev/empty': everybody,
  '/account': signedIn,
  '/account/wait': signedIn,
  '/expert': ['individual'],
  '/expert/profile': ['individual'],
  '/expert/profile/[section]': ['individual'],
  '/expert/check': ['individual'],
  '/expert/person': ['individual'],
  '/expert/unit': ['individual'],
  '/expert/data': ['individual'],
  '/unit': ['unitAdmin', 'unitAdminPending'],
  '/unit/data': ['unitAdmin', 'unitAdminPending'],
  '/unit/users': ['unitAdmin'],
  '/unit/divisions': ['unitAdmin'],
  '/unit/administrators': ['unitAdmin'],
  '/unit/people': ['unitAdmin'],
  '/bureau': ['bureauReviewer', 'bureauManager', 'noticeEditor', 'supervisor'],
  '/bureau/applications': ['bureauReviewer'],
  '/bureau/units': ['bureauReviewer'],
  '/bureau/experts': ['bureauReviewer', 'bureauManager', 'supervisor'],
  '/bureau/exports': ['bureauReviewer', 'bureauManager'],
  '/bureau/exports/new': ['bureauReviewer', 'bureauManager'],
  '/bureau/membership': ['bureauReviewer', 'bureauManager', 'supervisor'],
  '/bureau/invitations': ['bureauReviewer', 'bureauManager'],
  '/bureau/invitations/new': ['bureauReviewer', 'bureauManager'],
  '/bureau/calls': ['bureauReviewer', 'bureauManager', 'noticeEditor'],
  '/bureau/calls/new': ['bureauManager', 'noticeEditor'],
  '/bureau/statistics': ['bureauReviewer', 'bureauManager', 'supervisor'],
  '/bureau/policy': ['bureauReviewer', 'bureauManager'],
  '/bureau/policy/compare': ['bureauReviewer', 'bureauManager'],
  // without a draft they are led to the overview
  '/bureau/policy/draft': ['bureauReviewer', 'bureauManager'],
  '/bureau/publicity': ['bureauReviewer', 'bureauManager', 'supervisor'],
  '/bureau/intake': ['bureauReviewer', 'bureauManager'],
  '/bureau/intake/unclaimed': ['bureauReviewer', 'bureauManager'],
  '/unit/unclaimed': ['unitAdmin'],
  '/bureau/objections': ['bureauReviewer', 'bureauManager', 'supervisor'],
  '/bureau/organisation/units': ['bureauManager'],
  '/bureau/organisation/units/new': ['bureauManager'],
  '/bureau/organisation/doubles': ['bureauManager'],
  '/bureau/duty': ['bureauReviewer'],
  '/bureau/organisation/offices': ['bureauManager'],
  '/bureau/organisation/duties': ['bureauManager'],
  '/bureau/messages': ['bureauReviewer'],
  '/bureau/slips': ['bureauReviewer'],
  '/bureau/slips/new': ['bureauReviewer'],
  '/bureau/organisation/calendar': ['bureauManager'],
  '/bureau/organisation/departments': ['bureauManager'],
  '/bureau/organisation/departments/units': ['bureauManager'],
  '/department': ['departmentReviewer'],
  '/department/applications': ['departmentReviewer'],
  '/department/units': ['departmentReviewer'],
  '/department/statistics': ['departmentReviewer'],
  '/bureau/notices': ['noticeEditor'],
  '/bureau/notices/new': ['noticeEditor'],

  '/admin/accounts': ['systemAdmin'],
  '/admin/accounts/new': ['systemAdmin'],
  '/admin/grants': ['securityAdmin'],
  '/admin/audit': ['auditAdmin', 'supervisor'],
  '/admin/messages': ['systemAdmin'],
  '/admin/selfcheck': ['systemAdmin', 'securityAdmin', 'auditAdmin'],
  // Other staff are led to their own desk.
  '/admin': [
    'systemAdmin',
    'securityAdmin',
    'auditAdmin',
    'bureauReviewer',
    'bureauManager',
    'departmentReviewer',
    'noticeEditor',
    'supervisor',
  ],
}

/**
 * Pages of one object: with an id that nobody has, everybody gets "not found" or the login. And pages that only another
 * policy opens: nobody finds them here.
 */
export const objectPages = [
  '/register/expert',
  '/register/expert/form',
  '/expert/bank',
  '/notices/[id]',
  '/calls/[id]',
  '/publicity/[id]',
  '/publicity/[id]/object',
  '/unit/users/[id]',
  '/unit/people/[id]',
  '/unit/changes/[id]',
  '/unit/changes/[id]/[section]',
  '/department/changes/[id]',
  '/department/changes/[id]/[section]',
  '/bureau/applications/[id]',
  '/bureau/organisation/departments/[id]',
  '/bureau/units/[id]',
  '/bureau/organisation/units/[id]',
  '/bureau/organisation/units/[id]/merge',
  '/bureau/organisation/units/[id]/split',
  '/bureau/slips/[id]',
  '/bureau/intake/unclaimed/[id]',
  '/unit/unclaimed/[id]',
  '/unit/slips/[id]',
  '/department/applications/[id]',
  '/bureau/experts/[id]',
  '/bureau/statistics/report/[year]',
  '/bureau/exports/[id]',
  '/bureau/notices/[id]',
  '/bureau/calls/[id]',
  '/bureau/policy/draft/[part]',
  '/bureau/policy/versions/[id]',
  '/bureau/invitations/[id]',
  '/bureau/publicity/[id]',
  '/bureau/intake/[id]',
  '/bureau/publicity/[id]/objection',
  '/bureau/objections/[id]',
  '/bureau/organisation/duties/[id]',
  '/admin/accounts/[id]',
  '/admin/grants/[id]',
  '/admin/audit/[id]',
]

/** Segments that are not ids. */
export const segments: Record<string, string> = { '[text]': 'user', '[section]': 'basic' }

type Answers = { anonymous: number; signedIn: number; others?: Partial<Record<VisitorKind, number>> }

/** Routes with what a GET without parameters answers a visitor, and each person who is logged in. */
export const routes: Record<string, Answers> = {
  '/api/health': { anonymous: 200, signedIn: 200 },
  '/api/captcha': { anonymous: 200, signedIn: 200 },
  '/api/captcha/audio': { anonymous: 422, signedIn: 422 },
  '/api/dict/[dict]': { anonymous: 404, signedIn: 404 },
  '/api/units': { anonymous: 200, signedIn: 200 },
  '/api/units/[id]/divisions': { anonymous: 200, signedIn: 200 },
  '/api/uploadthing': { anonymous: 405, signedIn: 405 },
  '/api/pdf/[kind]/[name]': { anonymous: 404, signedIn: 404 },
  '/api/files/[id]': { anonymous: 401, signedIn: 404 },
  '/api/eligibility': { anonymous: 401, signedIn: 404, others: { individual: 200 } },
  '/api/expert-form/[applicationId]': { anonymous: 401, signedIn: 404 },
  '/api/drafts/[section]': { anonymous: 405, signedIn: 405 },
  '/api/profile-import/[section]': { anonymous: 405, signedIn: 405 },
  '/api/profile-template/[section]': { anonymous: 401, signedIn: 404 },
  '/api/intake-template/[kind]': { anonymous: 401, signedIn: 404 },
  '/api/intake-report/[id]': { anonymous: 401, signedIn: 404 },
  '/api/drafts/person': { anonymous: 405, signedIn: 405 },
  '/api/drafts/reason': { anonymous: 405, signedIn: 405 },
  '/api/unit-draft': { anonymous: 405, signedIn: 405 },
  '/api/exports/[id]': { anonymous: 401, signedIn: 404 },
  '/api/own-data/pdf': { anonymous: 401, signedIn: 404, others: { individual: 200 } },
  '/api/own-data/json': { anonymous: 401, signedIn: 404, others: { individual: 200 } },
  '/api/ingest/[key]': { anonymous: 405, signedIn: 405 },
  '/api/auth/[...nextauth]': { anonymous: 404, signedIn: 404 },
  '/icon.svg': { anonymous: 200, signedIn: 200 },
  '/favicon.ico': { anonymous: 200, signedIn: 200 },
  '/robots.txt': { anonymous: 200, signedIn: 200 },
}

/**
 * Server actions that need no input, and so cannot be refused for it. `works`: for whom they do something at once.
 * Those that are not `safe` would change the account the test itself is logged in with; their journeys try them.
 */
export const ownDeeds: Record<string, { works: readonly VisitorKind[]; safe: boolean }> = {
  createPublicityAction: { works: [], safe: true },
  remindUnclaimedAction: { works: [], safe: true },
  beginApplicationAction: { works: ['individual'], safe: false },
  logoutAction: { works: everybody, safe: false },
  switchOffFactorAction: { works: [], safe: false },
  renewRecoveryCodesAction: { works: [], safe: false },
  sendFactorCodeAction: { works: [], safe: true },
  viewVerificationAction: { works: [], safe: true },
  offerTotpAction: { works: signedIn, safe: true },
  finishPhoneAction: { works: [], safe: true },
  withdrawBankAction: { works: [], safe: true },
  cancelPhoneAction: { works: signedIn, safe: true },
  endOtherSessionsAction: { works: signedIn, safe: true },
  viewStepUpAction: { works: signedIn, safe: true },
  sendStepUpCodeAction: { works: [], safe: true },
}
