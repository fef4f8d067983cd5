'use server'

import { defineAction } from '@/lib/access/define-action'
import { revealSchema } from '@/lib/privacy/reveal.schema'
import { confirmProfileSchema } from './expert.schema'
import { confirmProfile } from './own.dal'
import { revealExpertDocument, revealExpertPhone } from './reveal.dal'

export const confirmProfileAction = defineAction(confirmProfileSchema, confirmProfile)
export const revealExpertPhoneAction = defineAction(revealSchema, revealExpertPhone)
export const revealExpertDocumentAction = defineAction(revealSchema, revealExpertDocument)
