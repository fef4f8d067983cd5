'use server'
import { defineAction } from '@/lib/access/define-action'
import { changePassword, endOtherSessions, endOwnSession } from './account.dal'
import { changePasswordSchema, endSessionSchema, nothingSchema } from './account.schema'
import { currentSession } from './current'
import { leave } from './leave'

export const changePasswordAction = defineAction(changePasswordSchema, async (actor, input) =>
  changePassword(actor, input, (await currentSession())?.idHash ?? null),
)

export const endSessionAction = defineAction(endSessionSchema, (actor, input) => endOwnSession(actor, input.session))

export const endOtherSessionsAction = defineAction(nothingSchema, async actor =>
  endOtherSessions(actor, (await currentSession())?.idHash ?? null),
)

export const logoutAction = defineAction(nothingSchema, leave)
