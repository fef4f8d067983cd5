import type { Policy } from '@/lib/policy/policy.schema'
import type { UploadPurpose } from '@/lib/policy/upload-purposes'
import type { UnitStatus } from '@/lib/workflow/unit.machine'

/**
 * What a file belongs to. `unit` is for a visitor's registration first, and for the unit that comes of it; `objection`
 * for what a visitor is writing first; `call` is a 征集批次, whose attachments everybody reads once it is published;
 * `member` is a place in the pool whose 出库 somebody is about to propose, or its expert to answer; `draw` a 抽取需求, whose
 * 评审材料 are read by those who accepted.
 */
export type Holder = 'application' | 'unit' | 'person' | 'objection' | 'call' | 'intake' | 'member' | 'draw'

/**
 * The one table of what files are for: what each belongs to, and whether visitors who register may upload it. When an
 * applicant may: while his application is open; a person: but while his unit looks at him; a unit: see `whyNotForUnit`.
 */
export const purposes: Record<UploadPurpose, { holder: Holder; visitors: boolean }> = {
  evidence: { holder: 'application', visitors: false },
  unitPicture: { holder: 'unit', visitors: true },
  unitCertificate: { holder: 'unit', visitors: false },
  idScan: { holder: 'person', visitors: false },
  titleProof: { holder: 'person', visitors: false },
  stampedForm: { holder: 'application', visitors: false },
  objectionProof: { holder: 'objection', visitors: true },
  callFile: { holder: 'call', visitors: false },
  intakeList: { holder: 'intake', visitors: false },
  exitEvidence: { holder: 'member', visitors: false },
  exitAnswer: { holder: 'member', visitors: false },
  drawMaterial: { holder: 'draw', visitors: false },
}

export const isPurpose = (text: string): text is UploadPurpose => Object.hasOwn(purposes, text)

/**
 * Whether visitors are asked for a purpose by a policy. Proof of an objection as long as a 公示 runs, whatever the policy
 * in force says by then; what no objection takes over is deleted.
 */
export const asksVisitorsFor = (policy: Policy, purpose: UploadPurpose): boolean =>
  purposes[purpose].visitors && (purpose === 'objectionProof' || policy.unitRegistration.certificatePicture)

/** Whether applicants are asked for a purpose by a policy. */
export const asksApplicantsFor = (policy: Policy, purpose: UploadPurpose): boolean =>
  purpose !== 'stampedForm' || policy.path.stampedForm

/** Where a unit stands: `refusedFrom` is the status it was refused in last, if it is refused now. */
export type UnitStand = { status: UnitStatus; refusedFrom: UnitStatus | null }

/**
 * May a unit add or remove a file now? The picture while its registration is to be mended (U2); the certificate while
 * it completes its data, and again after a refusal of what it completed (U4).
 * @returns a sentence that says why not, or null
 */
export function whyNotForUnit(policy: Policy, purpose: UploadPurpose, unit: UnitStand): string | null {
  const { certificatePicture, reviews } = policy.unitRegistration
  if (purpose === 'unitPicture' ? !certificatePicture : reviews !== 2) return notAsked
  const open =
    purpose === 'unitPicture'
      ? unit.status === 'refused'
      : unit.status === 'incomplete' || (unit.status === 'refused' && unit.refusedFrom === 'resubmitted')
  if (open) return null
  if (unit.status === 'active') return '单位已经通过审核，这个文件不能再改动。确需更换的，请联系审核机构。'
  if (unit.status === 'disabled') return '单位账号已经停用，不能上传文件。请联系审核机构。'
  return unit.status === 'refused'
    ? '请先按审核意见修改注册信息并重新提交，通过后再上传这个文件。'
    : '单位信息正在审核，文件现在不能改动。请等审核结果。'
}

export const notAsked = '这里不需要上传文件，请刷新页面后再试。'
