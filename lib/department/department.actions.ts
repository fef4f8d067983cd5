'use server'

import { defineAction } from '@/lib/access/define-action'
import { assignUnits } from './assign.dal'
import { addDepartmentSchema, assignUnitsSchema, editDepartmentSchema, endDepartmentSchema } from './department.schema'
import { addDepartment, editDepartment, endDepartment } from './tree.dal'

export const addDepartmentAction = defineAction(addDepartmentSchema, addDepartment)
export const editDepartmentAction = defineAction(editDepartmentSchema, editDepartment)
export const endDepartmentAction = defineAction(endDepartmentSchema, endDepartment)
export const assignUnitsAction = defineAction(assignUnitsSchema, assignUnits)
