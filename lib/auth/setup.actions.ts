'use server'
import { defineAction } from '@/lib/access/define-action'
import { runSetup } from './setup.dal'
import { setupSchema } from './setup.schema'

export const runSetupAction = defineAction(setupSchema, runSetup)
