'use client'
import { DeedButton } from '@/components/workflow/deed-button'
import { articleOf, exitReasonLabels } from '@/lib/membership/exit.rules'
import { proposeAbsenceAction } from '@/lib/membership/membership.actions'

/** 提出出库 for 无故缺席: the ground and the evidence are the records of the door. */
export const ProposeAbsence = ({ id, version, name }: { id: string; version: number; name: string }) => (
  <DeedButton
    action={proposeAbsenceAction}
    input={{ id, version }}
    label={`提出出库：${name}`}
    question={{
      title: `提出${name}出库？`,
      text: `原因是${articleOf('absence')}“${exitReasonLabels.absence}”，依据写明缺席的日期和签到记录。专家会收到短信，可以在期限内陈述申辩；之后由另一位业务管理员核实。`,
      confirmLabel: '提出出库',
    }}
  >
    提出出库…
  </DeedButton>
)
