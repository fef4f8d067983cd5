'use server'
import { defineAction } from '@/lib/access/define-action'
import { requestCode } from './sms-code.dal'
import { requestCodeSchema } from './sms-code.schema'

export const requestCodeAction = defineAction(requestCodeSchema, requestCode)
