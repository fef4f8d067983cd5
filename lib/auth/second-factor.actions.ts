'use server'
import { defineAction } from '@/lib/access/define-action'
import { nothingSchema } from './account.schema'
import { currentSid } from './current'
import { enter, enterFirst } from './enter'
import { sendFactorCode, viewVerification } from './second-factor.dal'
import { enrolFactorSchema, verifyFactorSchema } from './second-factor.schema'

export const verifyFactorAction = defineAction(verifyFactorSchema, enter)

export const viewVerificationAction = defineAction(nothingSchema, async actor =>
  viewVerification(actor, await currentSid()),
)

export const sendFactorCodeAction = defineAction(nothingSchema, async actor =>
  sendFactorCode(actor, await currentSid()),
)

export const enrolFactorAction = defineAction(enrolFactorSchema, enterFirst)
