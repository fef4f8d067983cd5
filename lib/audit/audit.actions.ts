'use server'
import { defineAction } from '@/lib/access/define-action'
import { checkAuditDays } from './audit.dal'
import { checkAuditSchema, exportAuditSchema } from './audit.schema'
import { exportAudit } from './export.dal'

export const checkAuditAction = defineAction(checkAuditSchema, checkAuditDays)
export const exportAuditAction = defineAction(exportAuditSchema, exportAudit)
