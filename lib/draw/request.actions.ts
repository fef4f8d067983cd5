'use server'

import { defineAction } from '@/lib/access/define-action'
import { cancelRequest, decideRequest, submitRequest } from './approve.dal'
import { dropDrawDraft } from './draft.dal'
import { dropDrawDraftSchema } from './draft.schema'
import { saveRequest } from './request.dal'
import {
  addSpecialSchema,
  allowUnitSchema,
  cancelRequestSchema,
  decideRequestSchema,
  dropRoundSchema,
  findExpertsSchema,
  openRoundSchema,
  removeSpecialSchema,
  roundStepSchema,
  saveRequestSchema,
  saveRoundSchema,
  sendRequestSchema,
  takeOverSchema,
} from './request.schema'
import { decideRound, dropRound, openRound, saveRound, submitRound } from './request-round.dal'
import { addSpecial, findExperts, removeSpecial } from './request-special.dal'
import { allowUnitDraws } from './request-unit.dal'
import { takeOverRequest } from './take-over.dal'

export const saveRequestAction = defineAction(saveRequestSchema, saveRequest)
export const dropDrawDraftAction = defineAction(dropDrawDraftSchema, dropDrawDraft)
export const submitRequestAction = defineAction(sendRequestSchema, submitRequest)
export const decideRequestAction = defineAction(decideRequestSchema, decideRequest)
export const cancelRequestAction = defineAction(cancelRequestSchema, cancelRequest)
export const takeOverRequestAction = defineAction(takeOverSchema, takeOverRequest)
export const openRoundAction = defineAction(openRoundSchema, openRound)
export const saveRoundAction = defineAction(saveRoundSchema, saveRound)
export const submitRoundAction = defineAction(roundStepSchema, submitRound)
export const decideRoundAction = defineAction(decideRequestSchema, decideRound)
export const dropRoundAction = defineAction(dropRoundSchema, dropRound)
export const addSpecialAction = defineAction(addSpecialSchema, addSpecial)
export const removeSpecialAction = defineAction(removeSpecialSchema, removeSpecial)
export const findExpertsAction = defineAction(findExpertsSchema, findExperts)
export const allowUnitDrawsAction = defineAction(allowUnitSchema, allowUnitDraws)
