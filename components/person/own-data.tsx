import { AffiliationBadge } from '@/components/affiliation/status'
import { AttachedFiles } from '@/components/file/attached-file-row'
import { UploadField } from '@/components/file/upload-field'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import type { OwnAffiliation } from '@/lib/affiliation/affiliation.dto'
import type { FileDto } from '@/lib/file/file.dto'
import type { OwnPerson } from '@/lib/person/person.dto'
import type { UploadRule } from '@/lib/policy/upload-purposes'

/** The unit one belongs to, and what it said. */
export const OwnUnit = ({ standing, linked = true }: { standing: OwnAffiliation; linked?: boolean }) => (
  <>
    <DescriptionList
      items={[
        { label: '所在单位', value: standing.unitName, wide: true },
        { label: '所在部门', value: standing.division },
        { label: '审核状态', value: <AffiliationBadge status={standing.status} label={standing.statusLabel} /> },
      ]}
    />
    {linked && (
      <Link href="/expert/unit" className="mt-3 inline-block text-accent-strong underline">
        修改单位
      </Link>
    )}
  </>
)

/** What the unit is looking at, to read. */
export const SentFacts = ({ person }: { person: OwnPerson }) => (
  <DescriptionList
    items={[
      { label: '所在地区', value: person.region },
      { label: '电子邮箱', value: person.email },
      { label: '个人学历', value: person.educationName },
      { label: '最高学位', value: person.degreeName },
      { label: '个人职称', value: person.titleName },
    ]}
  />
)

type PapersProps = { files: readonly FileDto[]; idScan: UploadRule; titleProof: UploadRule; open: boolean }

/** 身份证证明 and 职称证明: to change while nobody is looking at them. */
export function Papers({ files, idScan, titleProof, open }: PapersProps) {
  if (!open) return files.length > 0 ? <AttachedFiles files={files} /> : <p className="text-ink-3">没有上传文件。</p>
  return (
    <div className="space-y-6">
      <UploadField purpose="idScan" rule={idScan} files={files} hint="证件正反两面放在同一页。" />
      <UploadField purpose="titleProof" rule={titleProof} files={files} hint="职称证书的扫描件。" />
    </div>
  )
}
