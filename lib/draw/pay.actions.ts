'use server'

import { defineAction } from '@/lib/access/define-action'
import { revealSchema } from '@/lib/privacy/reveal.schema'
import { feeSchema, paidSchema, payDrawSchema, unpaidSchema } from './pay.schema'
import { askBanks, fillFees, markPaid, markUnpaid, printPay, setFee } from './pay-deeds.dal'

export const setFeeAction = defineAction(feeSchema, setFee)
export const fillFeesAction = defineAction(payDrawSchema, fillFees)
export const markPaidAction = defineAction(paidSchema, markPaid)
export const markUnpaidAction = defineAction(unpaidSchema, markUnpaid)
export const askBanksAction = defineAction(payDrawSchema, askBanks)
export const printPayAction = defineAction(revealSchema, printPay)
