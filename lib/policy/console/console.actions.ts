'use server'

import { defineAction } from '@/lib/access/define-action'
import {
  draftStepSchema,
  moveDraftSchema,
  releaseSchema,
  savePartSchema,
  startDraftSchema,
  withdrawPolicySchema,
} from './console.schema'
import { moveDraft, rebaseDraft, saveDraftPart, startDraft } from './draft.dal'
import { startPreview } from './preview.dal'
import { releaseDraft, withdrawPolicy } from './release.dal'

export const startDraftAction = defineAction(startDraftSchema, startDraft)
export const saveDraftPartAction = defineAction(savePartSchema, saveDraftPart)
export const rebaseDraftAction = defineAction(draftStepSchema, rebaseDraft)
export const moveDraftAction = defineAction(moveDraftSchema, moveDraft)
export const previewDraftAction = defineAction(draftStepSchema, startPreview)
export const releaseDraftAction = defineAction(releaseSchema, releaseDraft)
export const withdrawPolicyAction = defineAction(withdrawPolicySchema, withdrawPolicy)
