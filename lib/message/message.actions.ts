'use server'

import { defineAction } from '@/lib/access/define-action'
import { renewCode } from '@/lib/auth/sms-code.dal'
import { renewCodeSchema, resendSchema } from './message.schema'
import { resendMessages } from './staff.dal'

export const resendMessagesAction = defineAction(resendSchema, resendMessages)
export const renewCodeAction = defineAction(renewCodeSchema, renewCode)
