'use server'

import { defineAction } from '@/lib/access/define-action'
import { replyInDemo } from './reply.dal'
import { replyDemoSchema } from './reply.schema'

export const replyInDemoAction = defineAction(replyDemoSchema, replyInDemo)
