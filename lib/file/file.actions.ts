'use server'
import { defineAction } from '@/lib/access/define-action'
import { removeFile } from './attach.dal'
import { removeFileSchema } from './file.schema'

export const removeFileAction = defineAction(removeFileSchema, removeFile)
