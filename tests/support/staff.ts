import type { StaffActor, StaffRoleName } from '@/lib/access/actor'
import { createSession, readSession } from '@/lib/auth/session'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { createStaff } from '@/lib/staff/account.dal'
import type { ActivationLink } from '@/lib/staff/staff.dto'
import { createStaffSchema } from '@/lib/staff/staff.schema'
import { actorOf, makeStaff } from './accounts'
import { nextSerial } from './units'

/** Somebody of the staff with these roles, as he acts after a login. */
export async function staffOf(...roles: StaffRoleName[]): Promise<StaffActor> {
  const made = await makeStaff(`staff${nextSerial()}`, roles)
  return (await actorOf(made)) as StaffActor
}

/** Proves the second factor for one deed, as the dialog of the form kit does. */
export const prove = (actor: StaffActor, action: string, objectId: string) =>
  db().stepUpProof.create({
    data: {
      id: newId(),
      accountId: actor.accountId,
      session: actor.request.session ?? '',
      action,
      objectId,
      provedAt: now(),
    },
  })

type Opened = ActivationLink & { id: string; token: string; login: string }

/** An account opened by the system administrator, with the token of its link. */
export async function openAccount(admin: StaffActor, change: Record<string, unknown> = {}): Promise<Opened> {
  const login = `neu${nextSerial()}`
  const input = createStaffSchema.parse({ login, name: '新职员', phone: '', email: '', place: 'bureau', ...change })
  const made = await createStaff(admin, input)
  return { ...made, login, token: new URL(made.link!).searchParams.get('token')! }
}

/** A session as a login makes it; `alive` asks whether its cookie still opens anything. */
export async function sessionOf(accountId: string): Promise<{ alive: () => Promise<boolean> }> {
  const sid = await createSession(db(), { accountId, address: '127.0.0.1', userAgent: 'test' })
  return { alive: async () => (await readSession(sid, { id: 'r', address: '127.0.0.1' })) !== null }
}

/** The version of an account as a page was shown it. */
export const versionOf = async (id: string): Promise<number> =>
  (await db().account.findUniqueOrThrow({ where: { id } })).version
