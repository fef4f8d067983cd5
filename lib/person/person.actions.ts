'use server'

import { defineAction } from '@/lib/access/define-action'
import { registerPersonSchema } from './person.schema'
import { registerPerson } from './register.dal'

export const registerPersonAction = defineAction(registerPersonSchema, registerPerson)
