'use server'

import { defineAction } from '@/lib/access/define-action'
import { issueClaimSlip } from './claim.dal'
import { confirmSlip, endSlip, issueSlip, printSlip } from './slip.dal'
import { issueClaimSlipSchema, issueSlipSchema, slipIdSchema } from './slip.schema'

export const issueSlipAction = defineAction(issueSlipSchema, issueSlip)
export const issueClaimSlipAction = defineAction(issueClaimSlipSchema, issueClaimSlip)
export const confirmSlipAction = defineAction(slipIdSchema, confirmSlip)
export const printSlipAction = defineAction(slipIdSchema, printSlip)
export const endSlipAction = defineAction(slipIdSchema, endSlip)
