'use server'

import { defineAction } from '@/lib/access/define-action'
import { endAdministrator } from './administrator.dal'
import {
  appointAdministratorSchema,
  cancelInvitationSchema,
  endAdministratorSchema,
  inviteAdministratorSchema,
  joinUnitSchema,
} from './administrator.schema'
import { appointAdministrator, cancelInvitation, inviteAdministrator } from './invitation.dal'
import { joinUnit } from './join.dal'

export const inviteAdministratorAction = defineAction(inviteAdministratorSchema, inviteAdministrator)
export const cancelInvitationAction = defineAction(cancelInvitationSchema, cancelInvitation)
export const endAdministratorAction = defineAction(endAdministratorSchema, endAdministrator)
export const appointAdministratorAction = defineAction(appointAdministratorSchema, appointAdministrator)
export const joinUnitAction = defineAction(joinUnitSchema, joinUnit)
