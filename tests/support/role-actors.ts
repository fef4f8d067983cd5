import type { Actor, StaffRoleName } from '@/lib/access/actor'

const request = { id: 't', address: '127.0.0.1' }
const person = { accountId: 'a', name: '某人', request }

/** A member of the bureau's staff who exists nowhere, for pure rules. */
export const staffActor = (...roles: StaffRoleName[]) =>
  ({ kind: 'staff', ...person, office: '局', departmentId: null, roles }) as const satisfies Actor

const unit = (unitActive: boolean) =>
  ({ kind: 'unitAdmin', ...person, unitId: 'u', unitName: '院', unitActive }) as const satisfies Actor

/** One actor of each role, by its name, and staff without any, for the tables of the machines. */
export const roleActors: Record<string, Actor> = {
  staff: staffActor(),
  bureauReviewer: staffActor('bureauReviewer'),
  bureauManager: staffActor('bureauManager'),
  departmentReviewer: staffActor('departmentReviewer'),
  noticeEditor: staffActor('noticeEditor'),
  systemAdmin: staffActor('systemAdmin'),
  securityAdmin: staffActor('securityAdmin'),
  auditAdmin: staffActor('auditAdmin'),
  supervisor: staffActor('supervisor'),
  drawRequester: staffActor('drawRequester'),
  drawOperator: staffActor('drawOperator'),
  drawNotifier: staffActor('drawNotifier'),
  drawPaymaster: staffActor('drawPaymaster'),
  unitAdmin: unit(false),
  activeUnitAdmin: unit(true),
  individual: { kind: 'individual', ...person },
  anonymous: { kind: 'anonymous', browser: 'b', request },
  system: { kind: 'system', job: 'j', request },
}
