'use server'

import { defineAction } from '@/lib/access/define-action'
import {
  chooseRecommenderSchema,
  decideSchema,
  recommendManySchema,
  restartSchema,
  submitSchema,
  withdrawSchema,
} from './application.schema'
import { recommendMany } from './bulk.dal'
import { chooseRecommender } from './recommender.dal'
import { decideApplication } from './review.dal'
import { restartApplication, submitApplication, withdrawApplication } from './submit.dal'

export const submitApplicationAction = defineAction(submitSchema, submitApplication)
export const withdrawApplicationAction = defineAction(withdrawSchema, withdrawApplication)
export const restartApplicationAction = defineAction(restartSchema, restartApplication)
export const chooseRecommenderAction = defineAction(chooseRecommenderSchema, chooseRecommender)
export const decideApplicationAction = defineAction(decideSchema, decideApplication)
export const recommendManyAction = defineAction(recommendManySchema, recommendMany)
