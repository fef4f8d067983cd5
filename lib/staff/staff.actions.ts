'use server'
import { defineAction } from '@/lib/access/define-action'
import { createStaff, disableStaff, editStaff, enableStaff, relinkStaff } from './account.dal'
import { changeRoles } from './grant.dal'
import { activate } from './link.dal'
import {
  activateSchema,
  changeRolesSchema,
  createStaffSchema,
  editStaffSchema,
  staffReasonSchema,
} from './staff.schema'

export const createStaffAction = defineAction(createStaffSchema, createStaff)
export const editStaffAction = defineAction(editStaffSchema, editStaff)
export const disableStaffAction = defineAction(staffReasonSchema, disableStaff)
export const enableStaffAction = defineAction(staffReasonSchema, enableStaff)
export const relinkStaffAction = defineAction(staffReasonSchema, relinkStaff)
export const changeRolesAction = defineAction(changeRolesSchema, changeRoles)
export const activateAction = defineAction(activateSchema, activate)
