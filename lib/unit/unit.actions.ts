'use server'

import { defineAction } from '@/lib/access/define-action'
import { revealSchema } from '@/lib/privacy/reveal.schema'
import { decideUnits, previewUnits } from './bulk.dal'
import { completeUnit, mendCompletedUnit } from './complete.dal'
import { editOwnUnit, mendAndResubmit } from './own.dal'
import { registerUnit } from './register.dal'
import { revealContactPhone } from './reveal.dal'
import { decideUnit, switchUnit } from './review.dal'
import {
  completeUnitSchema,
  decideUnitSchema,
  decideUnitsSchema,
  editUnitSchema,
  mendCompletedUnitSchema,
  mendUnitSchema,
  previewUnitsSchema,
  registerUnitSchema,
  switchUnitSchema,
} from './unit.schema'

export const registerUnitAction = defineAction(registerUnitSchema, registerUnit)
export const decideUnitAction = defineAction(decideUnitSchema, decideUnit)
export const switchUnitAction = defineAction(switchUnitSchema, switchUnit)
export const revealPhoneAction = defineAction(revealSchema, revealContactPhone)
export const editOwnUnitAction = defineAction(editUnitSchema, editOwnUnit)
export const mendAndResubmitAction = defineAction(mendUnitSchema, mendAndResubmit)
export const completeUnitAction = defineAction(completeUnitSchema, completeUnit)
export const mendCompletedUnitAction = defineAction(mendCompletedUnitSchema, mendCompletedUnit)
export const decideUnitsAction = defineAction(decideUnitsSchema, decideUnits)
export const previewUnitsAction = defineAction(previewUnitsSchema, previewUnits)
