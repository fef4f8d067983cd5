'use server'
import { defineAction } from '@/lib/access/define-action'
import { claimAccount } from './claim.dal'
import { claimSchema } from './claim.schema'

export const claimAccountAction = defineAction(claimSchema, claimAccount)
