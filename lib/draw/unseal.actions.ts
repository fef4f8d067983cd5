'use server'

import { defineAction } from '@/lib/access/define-action'
import { unsealList } from './unseal.dal'
import { unsealSchema } from './unseal.schema'

export const unsealListAction = defineAction(unsealSchema, unsealList)
