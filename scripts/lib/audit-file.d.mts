import type { ReadArchive } from '@/lib/audit/archive.rules'

export function checkAuditFile(path: string, after?: ReadArchive): ReadArchive
