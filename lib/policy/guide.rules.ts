import { documentTypes } from '@/lib/dict'
import { possibleDesks } from './desk.rules'
import { applicationLabels } from './labels.rules'
import type { Policy } from './policy.schema'
import type { UploadPurpose } from './upload-purposes'

/** Names of the documents a person may register with. */
export const acceptedDocuments = (policy: Policy): string[] =>
  documentTypes.filter(([code]) => policy.individualRegistration.documentTypes.includes(code)).map(([, label]) => label)

const typeNames = { pdf: 'PDF', jpg: 'JPG', png: 'PNG', xlsx: 'Excel', csv: 'CSV' } as const

/** Which files are taken for a purpose: `PDF、JPG、PNG，不超过 10 MB`; null when the policy asks for none. */
export function fileLimits(policy: Policy, purpose: string): string | null {
  const rule = Object.hasOwn(policy.uploads, purpose) ? policy.uploads[purpose as UploadPurpose] : undefined
  if (!rule) return null
  return `${rule.types.map(type => typeNames[type]).join('、')}，不超过 ${Math.floor(rule.maxBytes / 1024 / 1024)} MB`
}

/** The statuses an applicant meets under a policy, and what each of them asks of him. */
export function statusMeanings(policy: Policy): { label: string; meaning: string }[] {
  const labels = applicationLabels(policy)
  const { publicityDays, recommenderChoice } = policy.path
  const withDepartment = possibleDesks(policy).includes('department')
  const { department } = policy.terms
  const atDepartment = recommenderChoice
    ? `已经提交，等您选择的${department}核实和推荐；需要改动的，可以先撤回。`
    : `单位已经推荐，等${department}推荐；没有归口管理部门的，由${policy.authority.short}代为推荐。`
  return [
    { label: labels.empty, meaning: '账号已经注册，还没有开始申请。登录后点“申请成为专家”。' },
    { label: labels.draft, meaning: '填了一部分，已经自动保存。填完各项后提交。' },
    {
      label: labels.atUnit,
      meaning: '已经提交，等所在单位的管理员核实和推荐。可以提醒单位办理；需要改动的，可以先撤回。',
    },
    ...(withDepartment ? [{ label: labels.atDepartment, meaning: atDepartment }] : []),
    { label: labels.atBureau, meaning: `已经推荐，等${policy.authority.short}审核。` },
    ...(publicityDays === null
      ? []
      : [
          { label: labels.proposed, meaning: '资格审核已经通过，等待公示。公示无异议才入库；不想继续的，可以撤回。' },
          { label: labels.published, meaning: `正在公示 ${publicityDays} 天，没有异议即入库。` },
        ]),
    { label: labels.returned, meaning: '有内容需要补充。按办理记录中的意见修改，再次提交。' },
    { label: labels.admitted, meaning: '您已是在库专家。信息有变化时请及时更新。' },
    { label: labels.refused, meaning: '原因写在办理记录里。条件具备后可以重新申请。' },
    { label: labels.withdrawn, meaning: '您撤回了这次申请，可以重新申请。' },
  ]
}
