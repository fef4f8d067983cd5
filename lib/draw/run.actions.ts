'use server'

import { defineAction } from '@/lib/access/define-action'
import { checkAsk } from './check.dal'
import { checkAskSchema } from './health.schema'
import { runDraw } from './run.dal'
import { runDrawSchema, tryDrawSchema, voidDrawSchema } from './run.schema'
import { stopTrial, trialOf, tryDraw } from './trial.dal'
import { voidDraw } from './void.dal'

export const checkAskAction = defineAction(checkAskSchema, checkAsk)
export const runDrawAction = defineAction(runDrawSchema, runDraw)
export const tryDrawAction = defineAction(tryDrawSchema, tryDraw)
export const trialOfAction = defineAction(tryDrawSchema, trialOf)
export const stopTrialAction = defineAction(tryDrawSchema, stopTrial)
export const voidDrawAction = defineAction(voidDrawSchema, voidDraw)
