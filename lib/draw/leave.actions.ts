'use server'

import { defineAction } from '@/lib/access/define-action'
import { endLeave, takeLeave } from './leave.dal'
import { endLeaveSchema, takeLeaveSchema } from './leave.schema'

export const takeLeaveAction = defineAction(takeLeaveSchema, takeLeave)
export const endLeaveAction = defineAction(endLeaveSchema, endLeave)
