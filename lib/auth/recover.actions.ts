'use server'
import { defineAction } from '@/lib/access/define-action'
import { recoverPassword } from './recover.dal'
import { recoverSchema } from './recover.schema'

export const recoverPasswordAction = defineAction(recoverSchema, recoverPassword)
