'use server'

import { defineAction } from '@/lib/access/define-action'
import { confirmProfileSchema } from './expert.schema'
import { confirmProfile } from './own.dal'

export const confirmProfileAction = defineAction(confirmProfileSchema, confirmProfile)
