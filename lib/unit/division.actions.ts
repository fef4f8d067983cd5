'use server'

import { defineAction } from '@/lib/access/define-action'
import { addDivisions, endDivision, renameDivision } from './division.dal'
import { addDivisionsSchema, endDivisionSchema, renameDivisionSchema } from './division.schema'

export const addDivisionsAction = defineAction(addDivisionsSchema, addDivisions)
export const renameDivisionAction = defineAction(renameDivisionSchema, renameDivision)
export const endDivisionAction = defineAction(endDivisionSchema, endDivision)
