'use server'
import { defineAction } from '@/lib/access/define-action'
import {
  checkList,
  confirmIntake,
  createIntake,
  dropIntake,
  endIntake,
  recheckList,
  resumeIntake,
  stopIntake,
} from './intake.dal'
import { confirmIntakeSchema, createIntakeSchema, endIntakeSchema, intakeStepSchema } from './intake.schema'

export const createIntakeAction = defineAction(createIntakeSchema, createIntake)
export const checkListAction = defineAction(intakeStepSchema, checkList)
export const recheckListAction = defineAction(intakeStepSchema, recheckList)
export const dropIntakeAction = defineAction(intakeStepSchema, dropIntake)
export const confirmIntakeAction = defineAction(confirmIntakeSchema, confirmIntake)
export const stopIntakeAction = defineAction(intakeStepSchema, stopIntake)
export const resumeIntakeAction = defineAction(intakeStepSchema, resumeIntake)
export const endIntakeAction = defineAction(endIntakeSchema, endIntake)
