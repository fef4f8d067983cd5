'use server'
import { defineAction } from '@/lib/access/define-action'
import { nothingSchema } from './account.schema'
import { offerOwnTotp, renewRecoveryCodes, resetSecondFactor, switchOffFactor, switchOnFactor } from './own-factor.dal'
import { resetFactorSchema } from './own-factor.schema'
import { enrolFactorSchema } from './second-factor.schema'

export const offerTotpAction = defineAction(nothingSchema, offerOwnTotp)

export const switchOnFactorAction = defineAction(enrolFactorSchema, switchOnFactor)

export const switchOffFactorAction = defineAction(nothingSchema, switchOffFactor)

export const renewRecoveryCodesAction = defineAction(nothingSchema, renewRecoveryCodes)

export const resetFactorAction = defineAction(resetFactorSchema, (actor, input) =>
  resetSecondFactor(actor, input.accountId, input.reason),
)
