'use server'

import { defineAction } from '@/lib/access/define-action'
import { revealSchema } from '@/lib/privacy/reveal.schema'
import { acceptSeat, declineSeat, recuseSeat } from './answer.dal'
import {
  acceptSeatSchema,
  declineSeatSchema,
  objectSeatSchema,
  recordAcceptSchema,
  recordCallSchema,
  recordDeclineSchema,
  recuseSeatSchema,
} from './answer.schema'
import { recordAccept, recordCall, recordDecline, revealSeatPhone } from './call.dal'
import { callOffDraw, postponeDraw } from './move.dal'
import { callOffSchema, postponeSchema } from './move.schema'
import { startInviting } from './notify.dal'
import { objectSeat } from './object.dal'
import { releaseConcerned } from './seat-concern.dal'
import { archiveDraw, confirmList, holdSession, releaseSeat, reopenList } from './seat-deeds.dal'
import { excuseSeat, missSeat, signIn, signInByTwo, signInOutsider } from './sign-in.dal'
import {
  drawDeedSchema,
  drawOpinionSchema,
  drawReasonSchema,
  releaseConcernedSchema,
  seatReasonSchema,
  signInByTwoSchema,
  signInOutsiderSchema,
  signInSchema,
} from './sign-in.schema'

export const acceptSeatAction = defineAction(acceptSeatSchema, acceptSeat)
export const declineSeatAction = defineAction(declineSeatSchema, declineSeat)
export const recuseSeatAction = defineAction(recuseSeatSchema, recuseSeat)
export const objectSeatAction = defineAction(objectSeatSchema, objectSeat)
export const recordCallAction = defineAction(recordCallSchema, recordCall)
export const recordAcceptAction = defineAction(recordAcceptSchema, recordAccept)
export const recordDeclineAction = defineAction(recordDeclineSchema, recordDecline)
export const revealSeatPhoneAction = defineAction(revealSchema, revealSeatPhone)
export const startInvitingAction = defineAction(drawDeedSchema, startInviting)
export const releaseSeatAction = defineAction(seatReasonSchema, releaseSeat)
export const releaseConcernedAction = defineAction(releaseConcernedSchema, releaseConcerned)
export const confirmListAction = defineAction(drawOpinionSchema, confirmList)
export const reopenListAction = defineAction(drawReasonSchema, reopenList)
export const postponeDrawAction = defineAction(postponeSchema, postponeDraw)
export const callOffDrawAction = defineAction(callOffSchema, callOffDraw)
export const holdSessionAction = defineAction(drawDeedSchema, holdSession)
export const archiveDrawAction = defineAction(drawOpinionSchema, archiveDraw)
export const signInAction = defineAction(signInSchema, signIn)
export const signInOutsiderAction = defineAction(signInOutsiderSchema, signInOutsider)
export const signInByTwoAction = defineAction(signInByTwoSchema, signInByTwo)
export const excuseSeatAction = defineAction(seatReasonSchema, excuseSeat)
export const missSeatAction = defineAction(seatReasonSchema, missSeat)
