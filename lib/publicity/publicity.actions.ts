'use server'

import { defineAction } from '@/lib/access/define-action'
import { revealSchema } from '@/lib/privacy/reveal.schema'
import { createPublicity, dropPublicity, gatherMore, removeEntry, savePublicity } from './batch.dal'
import { decideObjection } from './decide.dal'
import { fileObjection, followObjection } from './objection.dal'
import {
  decideObjectionSchema,
  fileObjectionSchema,
  followObjectionSchema,
  registerObjectionSchema,
} from './objection.schema'
import {
  createPublicitySchema,
  dropPublicitySchema,
  entrySchema,
  gatherSchema,
  savePublicitySchema,
} from './publicity.schema'
import { registerObjection } from './register.dal'
import { revealObjectorPhone } from './reveal.dal'

export const createPublicityAction = defineAction(createPublicitySchema, createPublicity)
export const savePublicityAction = defineAction(savePublicitySchema, savePublicity)
export const dropPublicityAction = defineAction(dropPublicitySchema, dropPublicity)
export const removeEntryAction = defineAction(entrySchema, removeEntry)
export const gatherMoreAction = defineAction(gatherSchema, gatherMore)
export const fileObjectionAction = defineAction(fileObjectionSchema, fileObjection)
export const registerObjectionAction = defineAction(registerObjectionSchema, registerObjection)
export const followObjectionAction = defineAction(followObjectionSchema, followObjection)
export const revealObjectorPhoneAction = defineAction(revealSchema, revealObjectorPhone)
export const decideObjectionAction = defineAction(decideObjectionSchema, decideObjection)
