'use server'

import { defineAction } from '@/lib/access/define-action'
import { decideSchema, restartSchema, submitSchema, withdrawSchema } from './application.schema'
import { decideApplication } from './review.dal'
import { restartApplication, submitApplication, withdrawApplication } from './submit.dal'

export const submitApplicationAction = defineAction(submitSchema, submitApplication)
export const withdrawApplicationAction = defineAction(withdrawSchema, withdrawApplication)
export const restartApplicationAction = defineAction(restartSchema, restartApplication)
export const decideApplicationAction = defineAction(decideSchema, decideApplication)
