import type { ReactNode } from 'react'
import { AttachedFileRow } from '@/components/file/attached-file-row'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import { History } from '@/components/workflow/history'
import type { PersonDetail, PersonView } from '@/lib/affiliation/affiliation.dto'
import { affiliationTone } from './status'

type PersonPageProps = {
  person: PersonView
  /** where the reader decides; stands beside the data on a wide screen, above them on a narrow one */
  decision: ReactNode
  /** the authority asks people for papers */
  papers: boolean
}

/** One person of the unit: his data and papers, the place to decide, what happened. */
export function PersonPage({ person, decision, papers }: PersonPageProps) {
  const { detail, lock } = person
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="order-2 min-w-0 space-y-5 xl:order-1">
        {detail ? (
          <>
            <Card title="个人信息">
              <Facts person={person} detail={detail} />
            </Card>
            {papers && <PapersCard detail={detail} />}
          </>
        ) : (
          <Alert tone="info" title="已转到其他单位">
            本人已换到其他单位，个人信息不再显示。这里只保留本单位办理过的记录。
          </Alert>
        )}
      </div>
      <div className="order-1 space-y-5 xl:sticky xl:top-4 xl:order-2">
        {lock && (
          <Alert tone="warning" title="已锁定">
            <p className="whitespace-pre-line">{lock.reason}</p>
            <p className="mt-1 text-sm text-ink-3">
              <Time value={lock.since} />
            </p>
          </Alert>
        )}
        {decision}
        <Card title="办理记录">
          <History steps={person.history} toneOf={affiliationTone} label="办理记录" />
        </Card>
      </div>
    </div>
  )
}

const Facts = ({ person, detail }: { person: PersonView; detail: PersonDetail }) => (
  <DescriptionList
    items={[
      { label: '姓名', value: person.name },
      { label: '性别', value: detail.sex },
      { label: '证件类型', value: detail.docType },
      { label: '证件号码', value: person.docMask },
      { label: '出生日期', value: detail.birthDate },
      { label: '手机号码', value: person.phoneMask },
      { label: '所在单位', value: person.unitName, wide: true },
      { label: '所在部门', value: person.division },
      { label: '所在地区', value: detail.region },
      { label: '电子邮箱', value: detail.email },
      { label: '个人学历', value: detail.education },
      { label: '最高学位', value: detail.degree },
      { label: '个人职称', value: detail.title },
      { label: '账号状态', value: person.account },
      { label: '从属本单位起', value: <Time value={person.since} day /> },
    ]}
  />
)

const paperNames = { idScan: '身份证证明', titleProof: '职称证明' } as const

function PapersCard({ detail }: { detail: PersonDetail }) {
  return (
    <Card title="证明文件" description="请与上面的信息核对。">
      <div className="space-y-4">
        {Object.entries(paperNames).map(([purpose, label]) => {
          const files = detail.files.filter(file => file.purpose === purpose)
          return (
            <div key={purpose}>
              <p className="mb-1 text-sm text-ink-3">{label}</p>
              {files.length === 0 && <p className="text-ink-3">未上传</p>}
              <ul className="divide-y divide-line rounded-md border border-line empty:hidden">
                {files.map(file => (
                  <AttachedFileRow key={file.id} file={file} />
                ))}
              </ul>
            </div>
          )
        })}
      </div>
    </Card>
  )
}
