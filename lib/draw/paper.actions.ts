'use server'

import { defineAction } from '@/lib/access/define-action'
import { printPaper } from './paper.dal'
import { printPaperSchema } from './paper.schema'

export const printPaperAction = defineAction(printPaperSchema, printPaper)
