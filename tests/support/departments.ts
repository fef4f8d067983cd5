import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { assignUnits } from '@/lib/department/assign.dal'
import { addDepartment } from '@/lib/department/tree.dal'
import { db } from '@/lib/platform/db'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { makeStaff } from '@/prisma/seed/factory'
import { brokenInvariants } from './invariants'
import { nextSerial } from './units'

const password = 'Gaoshan#2026liu'

/** Somebody who keeps the tree of departments. */
export const makeManager = (name = '业勤'): Promise<StaffActor> =>
  makeStaff({ name, login: `yewu${nextSerial()}`, password, roles: ['bureauManager'], office: '示范市科技局' })

/** Somebody of a department. */
export async function staffOf(name: string, departmentId: string, office: string): Promise<StaffActor> {
  const made = await makeStaff({
    name,
    login: `dep${nextSerial()}`,
    password,
    roles: ['departmentReviewer'],
    office,
  })
  await db().staffPost.create({ data: { accountId: made.accountId, departmentId } })
  return { ...made, departmentId }
}

/** A new department below another, or at the top. */
export const department = async (manager: StaffActor, name: string, parentId: string | null = null): Promise<string> =>
  (await addDepartment(manager, { name, kind: 'district', parentId, sort: 0 })).id

/** Gives a unit to a department. */
export const give = (manager: StaffActor, unit: UnitActor, to: string) =>
  assignUnits(manager, { unitIds: [unit.unitId], to })

/** The path of a policy with these desks, into the pool at once. */
export const path = (desks: ('unit' | 'department' | 'bureau')[], recommenderChoice = false) => ({
  ...wuhan.path,
  desks,
  recommenderChoice,
})

/** Reads the whole database, so it runs once for a group of tests. */
export const wellAfterwards = () => afterAll(async () => expect(await brokenInvariants()).toEqual([]))
