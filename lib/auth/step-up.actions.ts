'use server'
import { defineAction } from '@/lib/access/define-action'
import { nothingSchema } from './account.schema'
import { stepUp } from './enter'
import { stepUpSchema } from './second-factor.schema'
import { sendStepUpCode, viewStepUp } from './step-up.dal'

export const viewStepUpAction = defineAction(nothingSchema, viewStepUp)

export const sendStepUpCodeAction = defineAction(nothingSchema, sendStepUpCode)

export const stepUpAction = defineAction(stepUpSchema, stepUp)
