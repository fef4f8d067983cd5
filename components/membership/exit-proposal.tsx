'use client'
import { useEffect, useId, useRef } from 'react'
import { UploadField } from '@/components/file/upload-field'
import { controlClass, FieldError, RequiredMark } from '@/components/form/field-shell'
import { NativeSelect } from '@/components/form/select-field'
import { articleOf, exitReasonLabels, owesEvidence } from '@/lib/membership/exit.rules'
import type { MemberView } from '@/lib/membership/membership.dto'
import type { ExitReason } from '@/lib/policy/membership-policy'

export type Proposed = { reason: string; evidence: string }

type ExitProposalProps = {
  memberId: string
  proposal: NonNullable<MemberView['proposal']>
  value: Proposed
  onChange: (value: Proposed) => void
  errors: Partial<Record<string, string>>
}

/** What a proposed exit says beyond its ground: one of the nine reasons of the article, and what proves it. */
export function ExitProposal({ memberId, proposal, value, onChange, errors }: ExitProposalProps) {
  const id = useId()
  const select = useRef<HTMLSelectElement>(null)
  const text = useRef<HTMLTextAreaElement>(null)
  const { reason, evidence } = value
  const owed = owesEvidence(reason)
  useEffect(() => {
    if (errors.reason) select.current?.focus()
    else if (errors.evidence) text.current?.focus()
  }, [errors])
  return (
    <>
      <div>
        <label htmlFor={`${id}-reason`} className="mb-1 block font-medium">
          出库的原因
          <RequiredMark required />
        </label>
        <NativeSelect
          ref={select}
          id={`${id}-reason`}
          aria-required
          aria-invalid={Boolean(errors.reason)}
          aria-describedby={errors.reason && `${id}-reason-error`}
          value={reason}
          onChange={event => onChange({ ...value, reason: event.target.value })}
        >
          <option value="">请选择</option>
          {Object.entries(exitReasonLabels).map(([code, label]) => (
            <option key={code} value={code}>
              {articleOf(code as ExitReason)}：{label}
            </option>
          ))}
        </NativeSelect>
        <FieldError id={`${id}-reason-error`} error={errors.reason} />
      </div>
      <div>
        <label htmlFor={`${id}-evidence`} className="mb-1 block font-medium">
          证据说明
          <RequiredMark required={false} />
        </label>
        <p id={`${id}-evidence-hint`} className="mb-1 text-sm text-ink-3">
          证据是什么、存放在哪里。{owed && '这一项原因要有证据：写在这里，或在下面上传，至少一项。'}专家会看到。
        </p>
        <textarea
          ref={text}
          id={`${id}-evidence`}
          rows={2}
          maxLength={500}
          aria-invalid={Boolean(errors.evidence)}
          aria-describedby={`${id}-evidence-hint ${id}-evidence-error`}
          value={evidence}
          onChange={event => onChange({ ...value, evidence: event.target.value })}
          className={`${controlClass} block field-sizing-content min-h-16 py-2 leading-[1.7]`}
        />
        <FieldError id={`${id}-evidence-error`} error={errors.evidence} />
      </div>
      <UploadField
        purpose="exitEvidence"
        memberId={memberId}
        rule={proposal.rule}
        files={proposal.files}
        hint="只有专家本人、提出人和核实的人能看到；不要包含无关人员的信息。"
      />
    </>
  )
}
