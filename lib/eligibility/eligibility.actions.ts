'use server'

import { defineAction } from '@/lib/access/define-action'
import { acceptRelaxationSchema, withdrawRelaxationSchema } from './eligibility.schema'
import { acceptRelaxation, withdrawRelaxation } from './relax.dal'

export const acceptRelaxationAction = defineAction(acceptRelaxationSchema, acceptRelaxation)
export const withdrawRelaxationAction = defineAction(withdrawRelaxationSchema, withdrawRelaxation)
