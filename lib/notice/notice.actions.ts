'use server'

import { defineAction } from '@/lib/access/define-action'
import { saveNotice, withdrawNotice } from './notice.dal'
import { saveNoticeSchema, withdrawNoticeSchema } from './notice.schema'

export const saveNoticeAction = defineAction(saveNoticeSchema, saveNotice)
export const withdrawNoticeAction = defineAction(withdrawNoticeSchema, withdrawNotice)
