'use server'

import { defineAction } from '@/lib/access/define-action'
import { cancelExportSchema, decideExportSchema, requestExportSchema, revokeExportSchema } from './export.schema'
import { cancelExport, decideExport, requestExport } from './request.dal'
import { revokeExport } from './revoke.dal'

export const requestExportAction = defineAction(requestExportSchema, requestExport)
export const decideExportAction = defineAction(decideExportSchema, decideExport)
export const cancelExportAction = defineAction(cancelExportSchema, cancelExport)
export const revokeExportAction = defineAction(revokeExportSchema, revokeExport)
