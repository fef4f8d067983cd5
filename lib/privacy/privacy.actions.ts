'use server'
import { defineAction } from '@/lib/access/define-action'
import { nothingSchema } from '@/lib/auth/account.schema'
import { saveBank, withdrawBank } from './bank.dal'
import { readNoticeSchema, saveBankSchema } from './bank.schema'
import { readNotice } from './consent.dal'

export const saveBankAction = defineAction(saveBankSchema, saveBank)
export const withdrawBankAction = defineAction(nothingSchema, withdrawBank)
export const readNoticeAction = defineAction(readNoticeSchema, readNotice)
