'use server'

import { defineAction } from '@/lib/access/define-action'
import { revealSchema } from '@/lib/privacy/reveal.schema'
import { letterKey, makeLetter, printCover } from './letter.dal'
import { unsealSchema } from './unseal.schema'

export const makeLetterAction = defineAction(unsealSchema, makeLetter)
export const printCoverAction = defineAction(unsealSchema, printCover)
export const letterKeyAction = defineAction(revealSchema, letterKey)
