'use server'
import { defineAction } from '@/lib/access/define-action'
import { addDuty, endLeave, handOver, removeDuty, setLeave } from './arrange.dal'
import {
  addDutySchema,
  addOfficeSchema,
  endLeaveSchema,
  endOfficeSchema,
  handOverSchema,
  removeDutySchema,
  renameOfficeSchema,
  setLeaveSchema,
} from './duty.schema'
import { addOffice, endOffice, renameOffice } from './office.dal'

export const addDutyAction = defineAction(addDutySchema, addDuty)
export const removeDutyAction = defineAction(removeDutySchema, removeDuty)
export const setLeaveAction = defineAction(setLeaveSchema, setLeave)
export const endLeaveAction = defineAction(endLeaveSchema, endLeave)
export const handOverAction = defineAction(handOverSchema, handOver)
export const addOfficeAction = defineAction(addOfficeSchema, addOffice)
export const renameOfficeAction = defineAction(renameOfficeSchema, renameOffice)
export const endOfficeAction = defineAction(endOfficeSchema, endOffice)
