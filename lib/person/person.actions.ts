'use server'

import { defineAction } from '@/lib/access/define-action'
import { completeData } from './complete.dal'
import { completeSchema, editPersonSchema } from './data.schema'
import { registerExpertSchema } from './expert.schema'
import { editOwnPerson } from './own.dal'
import { registerPersonSchema } from './person.schema'
import { registerPerson } from './register.dal'
import { registerExpert } from './register-expert.dal'

export const registerPersonAction = defineAction(registerPersonSchema, registerPerson)
export const registerExpertAction = defineAction(registerExpertSchema, registerExpert)
export const completeDataAction = defineAction(completeSchema, completeData)
export const editOwnPersonAction = defineAction(editPersonSchema, editOwnPerson)
