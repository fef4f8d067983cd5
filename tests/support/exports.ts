import { type StaffActor, systemActor } from '@/lib/access/actor'
import { openExport } from '@/lib/export/download.dal'
import { requestExportSchema } from '@/lib/export/export.schema'
import { keepExports } from '@/lib/export/make.dal'
import { decideExport, requestExport } from '@/lib/export/request.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { makeStaff } from '@/prisma/seed/factory'
import { nextSerial } from './units'

export const worker = systemActor('test')

export const bureauStaff = (name: string, ...roles: StaffActor['roles']) =>
  makeStaff({
    name,
    login: `staff${nextSerial()}`,
    password: 'Gaoshan#2026liu',
    roles: [...roles],
    office: '示范市科技局',
  })

/** Columns with numbers in clear, and the reason they owe. */
export const numbers = {
  columns: ['name', 'phone', 'document'],
  numbersReason: '银行要求核对收款人的证件号码。',
}

export const ask = (actor: StaffActor, change: object = {}) =>
  requestExport(
    actor,
    requestExportSchema.parse({
      query: '',
      columns: ['name', 'unit', 'phoneMask'],
      purpose: '示范评审挑选专家 & 联系',
      ...change,
    }),
  )

export const stored = (id: string) => db().expertExport.findUniqueOrThrow({ where: { id } })

/** A second proof as the dialog leaves it. */
export const prove = (actor: StaffActor, objectId: string, action = 'export.approve') =>
  db().stepUpProof.create({
    data: {
      id: newId(),
      accountId: actor.accountId,
      action,
      objectId,
      session: actor.request.session ?? '',
      provedAt: now(),
    },
  })

export async function decide(
  actor: StaffActor,
  id: string,
  event: 'approve' | 'refuse' = 'approve',
  opinion: string | null = null,
) {
  if (event === 'approve') await prove(actor, id)
  return decideExport(actor, { id, version: (await stored(id)).version, event, opinion })
}

/** A request that was agreed to, and not made yet. */
export async function agreed(by: StaffActor, manager: StaffActor, change: object = {}): Promise<string> {
  const { id } = await ask(by, change)
  await decide(manager, id)
  return id
}

export async function made(by: StaffActor, manager: StaffActor, change: object = {}): Promise<string> {
  const id = await agreed(by, manager, change)
  await keepExports(worker)
  return id
}

/** Fetches a file to its end, as a browser does. */
export async function bytesOf(actor: StaffActor, id: string): Promise<Buffer> {
  const { stream } = await openExport(actor, id)
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
