'use server'

import { defineAction } from '@/lib/access/define-action'
import { editOwnUnit, mendAndResubmit } from './own.dal'
import { registerUnit } from './register.dal'
import { decideUnit } from './review.dal'
import { decideUnitSchema, editUnitSchema, mendUnitSchema, registerUnitSchema } from './unit.schema'

export const registerUnitAction = defineAction(registerUnitSchema, registerUnit)
export const decideUnitAction = defineAction(decideUnitSchema, decideUnit)
export const editOwnUnitAction = defineAction(editUnitSchema, editOwnUnit)
export const mendAndResubmitAction = defineAction(mendUnitSchema, mendAndResubmit)
