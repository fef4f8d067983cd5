import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { AddOffice, EndOffice, RenameOffice } from './duty.schema'
import type { OfficeView } from './office.dto'
import { rolesHeld } from './role.rules'

const people = {
  where: { account: { disabledAt: null } },
  include: { account: { select: { name: true, staffRoles: true } } },
  orderBy: { account: { name: 'asc' as const } },
}

/** All 处室 with who sits there, those that ended last; staff of the bureau without an office under `none`. */
export async function listOffices(actor: Actor): Promise<{ offices: OfficeView[]; none: OfficeView['people'] }> {
  await allow(actor, 'office.manage')
  const [rows, none] = await Promise.all([
    db().office.findMany({ include: { posts: people }, orderBy: [{ sort: 'asc' }, { name: 'asc' }] }),
    db().account.findMany({
      where: {
        kind: 'staff',
        disabledAt: null,
        OR: [{ post: null }, { post: { officeId: null, departmentId: null } }],
      },
      select: { name: true, staffRoles: true },
      orderBy: { name: 'asc' },
    }),
  ])
  const person = (account: (typeof none)[number]) => ({ name: account.name, roles: rolesHeld(account.staffRoles) })
  const offices = rows.map(row => ({
    id: row.id,
    name: row.name,
    endedAt: row.endedAt,
    people: row.posts.map(post => person(post.account)),
  }))
  return {
    offices: offices.toSorted((a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null)),
    none: none.map(person),
  }
}

const taken = () => invalid({ name: ['已有同名的处室，请换一个名称。'] })

/** Opens a 处室; one of this name that ended is opened again. */
export async function addOffice(actor: Actor, input: AddOffice): Promise<{ id: string }> {
  await allow(actor, 'office.manage')
  return writeTx(actor, async tx => {
    const { name } = input
    const known = await tx.office.findUnique({ where: { name } })
    if (known && !known.endedAt) throw taken()
    const id = known?.id ?? newId()
    await tx.office.upsert({
      where: { id },
      create: { id, name },
      update: { endedAt: null, version: { increment: 1 } },
    })
    await record(actor, tx, 'office.add', id)
    return { id }
  })
}

/** Gives a 处室 another name. Histories keep the name it had. */
export async function renameOffice(actor: Actor, input: RenameOffice): Promise<null> {
  await findOffice(actor, input.id)
  return writeTx(actor, async tx => {
    const { id, name } = input
    const twin = await tx.office.findUnique({ where: { name } })
    if (twin && twin.id !== id) throw taken()
    await tx.office.update({ where: { id }, data: { name, version: { increment: 1 } } })
    await record(actor, tx, 'office.rename', id)
    return null
  })
}

/** Closes a 处室 nobody sits in any more. @throws Refusal refused with who still does */
export async function endOffice(actor: Actor, input: EndOffice): Promise<null> {
  await findOffice(actor, input.id)
  return writeTx(actor, async tx => {
    const { id } = input
    // the row is held, so that nobody is put there meanwhile
    await tx.$queryRaw`SELECT 1 FROM office WHERE id = ${id}::uuid FOR UPDATE`
    const left = await tx.staffPost.findMany({
      where: { officeId: id, ...{ account: people.where.account } },
      ...named,
    })
    if (left.length > 0)
      throw refused(
        `${left.map(post => post.account.name).join('、')}还在这个处室。请先让系统管理员把他们调到别的处室。`,
      )
    await tx.office.update({ where: { id }, data: { endedAt: now(), version: { increment: 1 } } })
    await record(actor, tx, 'office.end', id)
    return null
  })
}

const named = { include: { account: { select: { name: true } } } }

async function findOffice(actor: Actor, id: string): Promise<void> {
  const subject = { type: 'office', id }
  await allow(actor, 'office.manage', subject)
  if (!(await db().office.findFirst({ where: { id, endedAt: null } }))) await deny(actor, 'office.manage', subject)
}

const record = (actor: Actor, tx: Tx, action: string, id: string) =>
  audit(tx, actor, { action, objectType: 'office', objectId: id, result: 'done' })
