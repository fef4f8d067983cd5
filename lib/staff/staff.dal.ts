import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { may, type Permission } from '@/lib/access/permissions'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { maskPhone } from '@/lib/platform/fields/masks'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Prisma } from '@/prisma/generated/client'
import { staffHistory } from './change.dal'
import { type AdministratorRole, administratorRoles, rolesHeld, staffRoles } from './role.rules'
import { type PlaceChoice, placeLabel, type StaffRow, type StaffState, type StaffView, staffState } from './staff.dto'
import type { PlaceCode } from './staff.schema'

export type StaffFilter = { text?: string; state?: StaffState; role?: string }
export type StaffQuery = StaffFilter & PageRequest & { sort: 'asc' | 'desc' }

const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
const open = { usedAt: null }

const inState = (state: StaffState, at: Date): Prisma.AccountWhereInput => {
  const waiting = { activations: { some: open } }
  const locked = { lockedUntil: { gt: at } }
  switch (state) {
    case 'disabled':
      return { disabledAt: { not: null } }
    case 'waiting':
      return { disabledAt: null, ...waiting }
    case 'locked':
      return { disabledAt: null, NOT: waiting, ...locked }
    case 'active':
      return { disabledAt: null, NOT: { OR: [waiting, locked] } }
  }
}

function conditions({ text, state, role }: StaffFilter): Prisma.AccountWhereInput {
  const words = text?.trim()
  const known = staffRoles.find(one => one === role)
  return {
    AND: [
      { kind: 'staff' },
      words
        ? { OR: [{ name: { contains: literally(words) } }, { login: { contains: literally(words.toLowerCase()) } }] }
        : {},
      state ? inState(state, now()) : {},
      role === 'none' ? { disabledAt: null, staffRoles: { none: {} } } : {},
      known ? { staffRoles: { some: { role: known } } } : {},
    ],
  }
}

const details = {
  staffRoles: true,
  post: { include: { office: true, department: true } },
  secondFactor: { select: { accountId: true } },
  activations: { where: open, orderBy: { createdAt: 'desc' as const }, take: 1 },
} satisfies Prisma.AccountInclude
export type StaffAccount = Prisma.AccountGetPayload<{ include: typeof details }>

const toRow = (row: StaffAccount, bureau: string, at: Date): StaffRow => ({
  id: row.id,
  name: row.name,
  login: row.login ?? '',
  place: placeLabel(row.post, bureau),
  state: staffState({ ...row, waiting: row.activations.length > 0 }, at),
  roles: rolesHeld(row.staffRoles),
  lastLoginAt: row.lastLoginAt,
  createdAt: row.createdAt,
})

/** One page of staff accounts, the newest first unless asked otherwise. */
export async function listStaff(actor: Actor, query: StaffQuery): Promise<Page<StaffRow>> {
  await allow(actor, 'staff.list')
  const { policy } = await currentPolicy()
  const rows = await db().account.findMany({
    where: { AND: [conditions(query), beyond(query, query.sort, 'createdAt')] },
    orderBy: [{ createdAt: query.sort }, { id: query.sort }],
    take: query.size + 1,
    include: details,
  })
  const page = finishPage(rows, query, row => ({ at: row.createdAt, id: row.id }))
  return { ...page, rows: page.rows.map(row => toRow(row, policy.authority.name, now())) }
}

/** How many staff accounts meet the conditions. */
export async function countStaff(actor: Actor, query: StaffFilter): Promise<number> {
  await allow(actor, 'staff.list')
  return db().account.count({ where: conditions(query) })
}

/**
 * A staff account for one of the administrators' commands.
 * @throws Refusal notFound, which is audited
 */
export async function findStaff(actor: Actor, permission: Permission, id: string, tx?: Tx): Promise<StaffAccount> {
  const subject = { type: 'account', id }
  await allow(actor, permission, subject)
  const row = uuid().safeParse(id).success
    ? await (tx ?? db()).account.findFirst({ where: { id, kind: 'staff' }, include: details })
    : null
  return row ?? deny(actor, permission, subject)
}

/** One account for the system or the security administrator; only the former sees how to reach its owner. */
export async function viewStaff(actor: Actor, id: string): Promise<StaffView> {
  const row = await findStaff(actor, 'staff.list', id)
  const { policy } = await currentPolicy()
  const contact = may(actor, 'staff.edit')
  const phone =
    contact && row.phoneCipher ? decryptField(row.phoneCipher, { table: 'account', id: row.id, column: 'phone' }) : null
  return {
    ...toRow(row, policy.authority.name, now()),
    version: row.version,
    placeCode: codeOf(row.post),
    inDepartment: Boolean(row.post?.departmentId),
    phoneMask: phone && maskPhone(phone),
    email: contact ? row.email : null,
    disabledAt: row.disabledAt,
    lockedUntil: row.lockedUntil,
    hasFactor: row.secondFactor !== null,
    linkUntil: row.activations[0]?.expiresAt ?? null,
    history: await staffHistory(actor, row.id),
  }
}

const codeOf = (post: StaffAccount['post']): PlaceCode =>
  post?.departmentId ? `department:${post.departmentId}` : post?.officeId ? `office:${post.officeId}` : 'bureau'

/** Where staff may sit: the bureau, its offices, the departments. */
export async function staffPlaces(actor: Actor): Promise<PlaceChoice[]> {
  await allow(actor, 'staff.create')
  const { policy } = await currentPolicy()
  const [offices, departments] = await Promise.all([
    db().office.findMany({ where: { endedAt: null }, orderBy: [{ sort: 'asc' }, { name: 'asc' }] }),
    db().department.findMany({ where: { endedAt: null }, orderBy: [{ sort: 'asc' }, { name: 'asc' }] }),
  ])
  return [
    { value: 'bureau', label: policy.authority.name, hint: '本机关，不分处室' },
    ...offices.map(({ id, name }) => ({ value: `office:${id}`, label: name, hint: '本机关处室' })),
    ...departments.map(({ id, name }) => ({ value: `department:${id}`, label: name, hint: '归口管理部门' })),
  ]
}

/** How many other accounts hold each administrator's role, are not disabled and have a password. */
export async function otherAdministrators(
  _actor: Actor,
  tx: Tx,
  accountId: string,
): Promise<Record<AdministratorRole, number>> {
  const count = (role: AdministratorRole) =>
    tx.staffGrant.count({
      where: { role, accountId: { not: accountId }, account: { disabledAt: null, activations: { none: open } } },
    })
  const entries: [AdministratorRole, number][] = []
  for (const role of administratorRoles) entries.push([role, await count(role)])
  return Object.fromEntries(entries) as Record<AdministratorRole, number>
}
