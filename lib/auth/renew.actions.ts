'use server'
import { defineAction } from '@/lib/access/define-action'
import { enterRenewed } from './enter'
import { renewSchema } from './renew.schema'

export const renewPasswordAction = defineAction(renewSchema, enterRenewed)
