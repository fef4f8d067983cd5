/**
 * The request an actor comes with. `address` is the peer's IP; `key` makes a repeated write answer the same; `session`
 * is the hash of the session's id, for what is bound to one session.
 */
export type RequestInfo = { id: string; address: string; key?: string; hash?: string; session?: string }

export type StaffRoleName =
  | 'bureauReviewer'
  | 'bureauManager'
  | 'departmentReviewer'
  | 'noticeEditor'
  | 'systemAdmin'
  | 'securityAdmin'
  | 'auditAdmin'
  | 'supervisor'
  | 'drawRequester'
  | 'drawOperator'
  | 'drawNotifier'
  | 'drawPaymaster'

type Person = { accountId: string; name: string; request: RequestInfo }

/** `office` is what histories call the place he works at; `departmentId` is set for staff of a 归口管理部门 only. */
export type StaffActor = Person & {
  kind: 'staff'
  office: string
  departmentId: string | null
  roles: readonly StaffRoleName[]
}
export type UnitActor = Person & { kind: 'unitAdmin'; unitId: string; unitName: string; unitActive: boolean }
export type IndividualActor = Person & { kind: 'individual' }
/** Public writes: registration, codes. `browser` is a random id in a cookie that binds a code to a browser. */
export type AnonymousActor = { kind: 'anonymous'; browser: string; request: RequestInfo }
/** The worker and the command line. */
export type SystemActor = { kind: 'system'; job: string; request: RequestInfo }

/** Who acts. Made in `auth` only (people) and in the worker (system). */
export type Actor = StaffActor | UnitActor | IndividualActor | AnonymousActor | SystemActor
export type SignedInActor = StaffActor | UnitActor | IndividualActor

/** `staff` is everybody of the staff, whatever roles he has. */
export type Role = StaffRoleName | 'staff' | 'unitAdmin' | 'activeUnitAdmin' | 'individual' | 'anonymous' | 'system'

/** The roles an actor has. A unit that is not yet 正常 gives its administrator only the narrow role. */
export function rolesOf(actor: Actor): readonly Role[] {
  switch (actor.kind) {
    case 'staff':
      return ['staff', ...actor.roles]
    case 'unitAdmin':
      return actor.unitActive ? ['unitAdmin', 'activeUnitAdmin'] : ['unitAdmin']
    default:
      return [actor.kind]
  }
}

/** The account behind an actor, or null for public visitors and jobs. */
export const accountOf = (actor: Actor): string | null => ('accountId' in actor ? actor.accountId : null)

/** Name and office as histories show them. */
export function signatureOf(actor: Actor): { name: string; office: string } {
  switch (actor.kind) {
    case 'staff':
      return { name: actor.name, office: actor.office }
    case 'unitAdmin':
      return { name: actor.name, office: actor.unitName }
    case 'individual':
      return { name: actor.name, office: '本人' }
    case 'anonymous':
      return { name: '访客', office: '公众' }
    case 'system':
      return { name: '系统', office: '自动' }
  }
}

/** An actor for a job or a command, so that its writes pass the same gate and leave the same traces. */
export const systemActor = (job: string): SystemActor => ({
  kind: 'system',
  job,
  request: { id: `job-${job}`, address: 'local' },
})
