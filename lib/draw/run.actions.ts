'use server'

import { defineAction } from '@/lib/access/define-action'
import { checkAsk } from './check.dal'
import { checkAskSchema } from './health.schema'
import { runDraw } from './run.dal'
import { runDrawSchema, voidDrawSchema } from './run.schema'
import { voidDraw } from './void.dal'

export const checkAskAction = defineAction(checkAskSchema, checkAsk)
export const runDrawAction = defineAction(runDrawSchema, runDraw)
export const voidDrawAction = defineAction(voidDrawSchema, voidDraw)
