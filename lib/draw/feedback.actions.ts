'use server'

import { defineAction } from '@/lib/access/define-action'
import { finishFeedback, giveFeedback, spotCheck } from './feedback.dal'
import { feedbackSchema, spotCheckSchema } from './feedback.schema'
import { drawOpinionSchema } from './sign-in.schema'

export const giveFeedbackAction = defineAction(feedbackSchema, giveFeedback)
export const finishFeedbackAction = defineAction(drawOpinionSchema, finishFeedback)
export const spotCheckAction = defineAction(spotCheckSchema, spotCheck)
