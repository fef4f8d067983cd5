import type { StaffActor } from '@/lib/access/actor'
import { db } from '@/lib/platform/db'
import { mergeUnits } from '@/lib/unit/merge.dal'
import { renameUnit } from '@/lib/unit/rename.dal'
import { viewUnit } from '@/lib/unit/unit.dal'
import { makeStaff } from '@/prisma/seed/factory'
import { prove } from './staff'

/** Somebody of the bureau who reshapes units. */
export const makeManager = (): Promise<StaffActor> =>
  makeStaff({
    name: '方衡',
    login: 'manager1',
    password: 'Gaoshan#2026liu',
    roles: ['bureauManager'],
    office: '示范市科技局',
  })

export const stored = (id: string) => db().unit.findUniqueOrThrow({ where: { id } })

export const rename = async (manager: StaffActor, id: string, name: string) =>
  renameUnit(manager, { id, version: (await stored(id)).version, name, reason: '更名批复' })

/** Merges as they are now, with the second factor proved for it. */
export async function merge(manager: StaffActor, id: string, intoId: string) {
  await prove(manager, 'unit.merge', `${id}:${intoId}`)
  const [version, intoVersion] = [(await stored(id)).version, (await stored(intoId)).version]
  return mergeUnits(manager, { id, intoId, version, intoVersion, reason: '重复注册' })
}

export const labelsOf = async (manager: StaffActor, id: string) =>
  (await viewUnit(manager, id)).history.map(step => step.label)
