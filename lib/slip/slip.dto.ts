import { documentTypes } from '@/lib/dict'
import type { ActivationSlip } from '@/prisma/generated/client'
import {
  mayEnd,
  purposeLabels,
  type SlipPurpose,
  type SlipState,
  slipState,
  slipStateLabels,
  type Who,
  whyNotConfirm,
  whyNotPrint,
} from './slip.rules'

/** An activation slip as staff see it; never its code. */
export type SlipRow = {
  id: string
  holderName: string
  phoneMask: string
  purpose: SlipPurpose
  purposeLabel: string
  docLabel: string
  state: SlipState
  stateLabel: string
  issuedByName: string
  issuedAt: Date
  confirmedByName: string | null
  confirmedAt: Date | null
  printedAt: Date | null
  usedAt: Date | null
  endedAt: Date | null
  endedByName: string | null
  expiresAt: Date
}

/** What this member of staff can do with it now, with the reason where he cannot. */
export type SlipView = SlipRow & {
  whyNotConfirm: string | null
  whyNotPrint: string | null
  mayEnd: boolean
  /** others confirm, whom he may have to ring */
  confirmedElsewhere: boolean
}

export function toSlipRow(slip: ActivationSlip, at: Date): SlipRow {
  const state = slipState(slip, at)
  return {
    id: slip.id,
    holderName: slip.holderName,
    phoneMask: slip.phoneMask,
    purpose: slip.purpose as SlipPurpose,
    purposeLabel: purposeLabels[slip.purpose as SlipPurpose],
    docLabel: documentTypes.find(([code]) => code === slip.docType)?.[1] ?? slip.docType,
    state,
    stateLabel: slipStateLabels[state],
    issuedByName: slip.issuedByName,
    issuedAt: slip.issuedAt,
    confirmedByName: slip.confirmedByName,
    confirmedAt: slip.confirmedAt,
    printedAt: slip.printedAt,
    usedAt: slip.usedAt,
    endedAt: slip.endedAt,
    endedByName: slip.endedByName,
    expiresAt: slip.expiresAt,
  }
}

export const toSlipView = (slip: ActivationSlip, who: Who, at: Date): SlipView => ({
  ...toSlipRow(slip, at),
  whyNotConfirm: whyNotConfirm(slip, who, at),
  whyNotPrint: whyNotPrint(slip, who, at),
  mayEnd: mayEnd(slip, at),
  confirmedElsewhere: !who.confirms,
})
