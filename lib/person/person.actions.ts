'use server'

import { defineAction } from '@/lib/access/define-action'
import { registerExpertSchema } from './expert.schema'
import { registerPersonSchema } from './person.schema'
import { registerPerson } from './register.dal'
import { registerExpert } from './register-expert.dal'

export const registerPersonAction = defineAction(registerPersonSchema, registerPerson)
export const registerExpertAction = defineAction(registerExpertSchema, registerExpert)
