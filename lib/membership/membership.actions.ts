'use server'

import { defineAction } from '@/lib/access/define-action'
import { proposeAbsence } from './absence.dal'
import { decideMember } from './decide.dal'
import {
  confirmRunSchema,
  decideMemberSchema,
  ownStepSchema,
  proposeAbsenceSchema,
  proposeOverageSchema,
  putOffRunSchema,
  requestExitSchema,
  stateSchema,
} from './membership.schema'
import { proposeOverage } from './overage.dal'
import { cancelExit, requestExit, restoreOwn, stateOwn } from './own.dal'
import { confirmRun, putOffRun } from './runs.dal'

export const decideMemberAction = defineAction(decideMemberSchema, decideMember)
export const proposeOverageAction = defineAction(proposeOverageSchema, proposeOverage)
export const proposeAbsenceAction = defineAction(proposeAbsenceSchema, proposeAbsence)
export const requestExitAction = defineAction(requestExitSchema, requestExit)
export const cancelExitAction = defineAction(ownStepSchema, cancelExit)
export const restoreOwnAction = defineAction(ownStepSchema, restoreOwn)
export const stateOwnAction = defineAction(stateSchema, stateOwn)
export const confirmRunAction = defineAction(confirmRunSchema, confirmRun)
export const putOffRunAction = defineAction(putOffRunSchema, putOffRun)
