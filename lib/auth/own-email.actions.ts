'use server'
import { defineAction } from '@/lib/access/define-action'
import { proveEmail, requestEmailCode } from './own-email.dal'
import { proveEmailSchema, requestEmailCodeSchema } from './own-email.schema'

export const requestEmailCodeAction = defineAction(requestEmailCodeSchema, requestEmailCode)
export const proveEmailAction = defineAction(proveEmailSchema, proveEmail)
