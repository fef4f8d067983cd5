import type { Metadata } from 'next'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { EditUnitForm } from '@/components/unit/edit-form'
import { MendUnitForm } from '@/components/unit/mend-form'
import { UnitNotOpen } from '@/components/unit/not-open'
import { CompleteUnitForm, MendCompletedForm } from '@/components/unit/second-review-form'
import type { SignedInActor } from '@/lib/access/actor'
import { requirePage } from '@/lib/auth/current'
import { filesOf } from '@/lib/file/file.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { viewUnitDraft } from '@/lib/unit/draft.dal'
import { viewOwnUnit } from '@/lib/unit/unit.dal'
import type { UnitView } from '@/lib/unit/unit.dto'

export const metadata: Metadata = { title: '单位信息' }

const heads = {
  active: { title: '信息更改', description: '保存后立即生效。' },
  incomplete: {
    title: '完善信息',
    description: '初审已经通过。填写以下内容并上传附件，提交复审。内容自动保存，可以分几次填。',
  },
  refused: { title: '修改并重新提交', description: '按审核意见修改后提交，重新进入审核。' },
}

export default async function UnitDataPage() {
  const actor = await requirePage('unit.viewOwn')
  const [unit, { policy }] = await Promise.all([viewOwnUnit(actor), currentPolicy()])
  const { status } = unit
  if (status !== 'active' && status !== 'refused' && status !== 'incomplete')
    return <UnitNotOpen status={status} contacts={policy.authority.contacts} />
  return (
    <div className="max-w-4xl">
      <PageHeader {...heads[status]} />
      {status === 'refused' && (
        <div className="mb-5">
          <Alert tone="danger" title="审核意见">
            <span className="whitespace-pre-line">
              {unit.history.findLast(step => step.event === 'refuse')?.opinion}
            </span>
          </Alert>
        </div>
      )}
      <Card>{status === 'active' ? <EditUnitForm unit={unit} /> : await mendingForm(actor, unit, policy)}</Card>
    </div>
  )
}

/** The form of a unit that is not approved yet: which one depends on the review that it goes to. */
async function mendingForm(actor: SignedInActor, unit: UnitView, policy: Policy) {
  const [draft, files] = await Promise.all([
    viewUnitDraft(actor),
    filesOf(actor, { purpose: ['unitPicture', 'unitCertificate'], waiting: true }),
  ])
  const picture = policy.unitRegistration.certificatePicture ? { rule: policy.uploads.unitPicture, files } : null
  const certificate = { rule: policy.uploads.unitCertificate, files }
  if (unit.status === 'incomplete') return <CompleteUnitForm unit={unit} draft={draft} certificate={certificate} />
  if (unit.refusedFrom === 'resubmitted')
    return <MendCompletedForm unit={unit} draft={draft} certificate={certificate} picture={picture} />
  return <MendUnitForm unit={unit} picture={picture} />
}
