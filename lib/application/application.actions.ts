'use server'

import { defineAction } from '@/lib/access/define-action'
import {
  beginSchema,
  chooseRecommenderSchema,
  decideManySchema,
  decideSchema,
  declineSchema,
  previewManyApplicationsSchema,
  restartSchema,
  startChangeSchema,
  startProposalSchema,
  submitProposalSchema,
  submitSchema,
  withdrawSchema,
} from './application.schema'
import { beginApplication } from './begin.dal'
import { decideMany, previewMany } from './bulk.dal'
import { startChange } from './change.dal'
import { declineProposal } from './decline.dal'
import { startProposal, submitProposal } from './propose.dal'
import { chooseRecommender } from './recommender.dal'
import { decideApplication } from './review.dal'
import { restartApplication, submitApplication, withdrawApplication } from './submit.dal'

export const submitApplicationAction = defineAction(submitSchema, submitApplication)
export const withdrawApplicationAction = defineAction(withdrawSchema, withdrawApplication)
export const restartApplicationAction = defineAction(restartSchema, restartApplication)
export const chooseRecommenderAction = defineAction(chooseRecommenderSchema, chooseRecommender)
export const decideApplicationAction = defineAction(decideSchema, decideApplication)
export const decideManyAction = defineAction(decideManySchema, decideMany)
export const previewManyAction = defineAction(previewManyApplicationsSchema, previewMany)
export const beginApplicationAction = defineAction(beginSchema, beginApplication)
export const startChangeAction = defineAction(startChangeSchema, startChange)
export const startProposalAction = defineAction(startProposalSchema, startProposal)
export const declineProposalAction = defineAction(declineSchema, declineProposal)
export const submitProposalAction = defineAction(submitProposalSchema, submitProposal)
