'use server'

import { defineAction } from '@/lib/access/define-action'
import { extendCall, saveCall, withdrawCall } from './call.dal'
import { extendCallSchema, saveCallSchema, withdrawCallSchema } from './call.schema'

export const saveCallAction = defineAction(saveCallSchema, saveCall)
export const extendCallAction = defineAction(extendCallSchema, extendCall)
export const withdrawCallAction = defineAction(withdrawCallSchema, withdrawCall)
