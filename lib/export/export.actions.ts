'use server'

import { defineAction } from '@/lib/access/define-action'
import { cancelExportSchema, decideExportSchema, requestExportSchema } from './export.schema'
import { cancelExport, decideExport, requestExport } from './request.dal'

export const requestExportAction = defineAction(requestExportSchema, requestExport)
export const decideExportAction = defineAction(decideExportSchema, decideExport)
export const cancelExportAction = defineAction(cancelExportSchema, cancelExport)
