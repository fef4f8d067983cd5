'use server'

import { defineAction } from '@/lib/access/define-action'
import { acceptInvitation, declineInvitation } from './answer.dal'
import { resendInvitation, revokeInvitation, sendInvitation } from './invite.dal'
import {
  acceptInvitationSchema,
  declineInvitationSchema,
  invitationDeedSchema,
  sendInvitationSchema,
} from './invite.schema'

export const sendInvitationAction = defineAction(sendInvitationSchema, sendInvitation)
export const resendInvitationAction = defineAction(invitationDeedSchema, resendInvitation)
export const revokeInvitationAction = defineAction(invitationDeedSchema, revokeInvitation)
export const acceptInvitationAction = defineAction(acceptInvitationSchema, acceptInvitation)
export const declineInvitationAction = defineAction(declineInvitationSchema, declineInvitation)
