'use server'

import { defineAction } from '@/lib/access/define-action'
import { contribute, reveal } from './contribute.dal'
import { contributeSchema, endSealSchema, revealSchema, sealAgainSchema, stopSealingSchema } from './contribute.schema'
import { endSealByHand, sealAgain, stopSealing } from './seal-deeds.dal'

export const contributeAction = defineAction(contributeSchema, contribute)
export const revealAction = defineAction(revealSchema, reveal)
export const endSealAction = defineAction(endSealSchema, endSealByHand)
export const sealAgainAction = defineAction(sealAgainSchema, sealAgain)
export const stopSealingAction = defineAction(stopSealingSchema, stopSealing)
