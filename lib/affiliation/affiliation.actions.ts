'use server'

import { defineAction } from '@/lib/access/define-action'
import { decideAffiliationSchema, moveSchema } from './affiliation.schema'
import { moveToUnit } from './move.dal'
import { decideAffiliation } from './review.dal'

export const decideAffiliationAction = defineAction(decideAffiliationSchema, decideAffiliation)
export const moveToUnitAction = defineAction(moveSchema, moveToUnit)
