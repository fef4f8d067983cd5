import { longText } from '@/lib/platform/fields/texts'
import { whyNotAdded } from './seal.rules'

/** A reason that stands in the record of a draw, and of a sealed one in a certificate that everybody reads in the end. */
export const publicReason = longText('理由', 500, 2).superRefine((words, context) => {
  const why = whyNotAdded(words)
  if (why) context.addIssue({ code: 'custom', message: why })
})
