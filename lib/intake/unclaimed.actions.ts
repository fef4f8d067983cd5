'use server'
import { z } from 'zod'
import { defineAction } from '@/lib/access/define-action'
import { remindUnclaimed } from './unclaimed.dal'

export const remindUnclaimedAction = defineAction(z.object({}), remindUnclaimed)
