'use server'

import { defineAction } from '@/lib/access/define-action'
import { decideAvoidance, declareAvoidance, withdrawAvoidance } from './avoidance.dal'
import {
  checkJoinerSchema,
  decideAvoidanceSchema,
  declareSchema,
  verdictSchema,
  withdrawAvoidanceSchema,
} from './avoidance.schema'
import { checkOne } from './conflict-check.dal'
import { giveVerdict } from './conflict-list.dal'
import { removeSubject, saveSubject } from './subject.dal'
import { decideChangeSchema, removeSubjectSchema, saveSubjectSchema, withdrawChangeSchema } from './subject.schema'
import { decideChange, withdrawChange } from './subject-change.dal'

export const saveSubjectAction = defineAction(saveSubjectSchema, saveSubject)
export const removeSubjectAction = defineAction(removeSubjectSchema, removeSubject)
export const decideChangeAction = defineAction(decideChangeSchema, decideChange)
export const withdrawChangeAction = defineAction(withdrawChangeSchema, withdrawChange)
export const declareAvoidanceAction = defineAction(declareSchema, declareAvoidance)
export const decideAvoidanceAction = defineAction(decideAvoidanceSchema, decideAvoidance)
export const withdrawAvoidanceAction = defineAction(withdrawAvoidanceSchema, withdrawAvoidance)
export const giveVerdictAction = defineAction(verdictSchema, giveVerdict)
export const checkJoinerAction = defineAction(checkJoinerSchema, checkOne)
