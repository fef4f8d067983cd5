'use server'

import { defineAction } from '@/lib/access/define-action'
import { correctDay, undoDay } from './calendar.dal'
import { correctDaySchema, undoDaySchema } from './calendar.schema'

export const correctDayAction = defineAction(correctDaySchema, correctDay)
export const undoDayAction = defineAction(undoDaySchema, undoDay)
