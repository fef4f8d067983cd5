import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import type { DraftView } from '@/lib/policy/console/console.dto'
import { partOf, policyParts } from '@/lib/policy/console/parts.schema'

const partHref = (code: string) => `/bureau/policy/draft/${code}`

/** The parts of a draft, each leading to its form. */
export function DraftParts({ draft }: { draft: DraftView }) {
  return (
    <Card title="修改哪一部分" flush>
      <ul className="divide-y divide-line">
        {policyParts.map(({ code, label, about }) => {
          const changed = draft.changes.find(one => one.part === code)
          return (
            <li key={code} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2.5 sm:px-5">
              <Link href={partHref(code)} prefetch={false} className="w-32 shrink-0 text-accent-strong">
                {label}
              </Link>
              <span className="min-w-0 flex-1 basis-48 text-ink-2">{about}</span>
              {changed && (
                <span className="num text-sm text-success">
                  改了 {changed.changes.length} 处{draft.touched[code] && `（${draft.touched[code]}）`}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

/** What keeps the draft from being sent, and what is worth a second look; each leads to its part. */
export function DraftFindings({ draft, mayEdit }: { draft: DraftView; mayEdit: boolean }) {
  const list = (items: DraftView['problems']) => (
    <ul className="space-y-0.5">
      {items.map(({ part, sentence }) => (
        <li key={sentence}>
          {mayEdit ? (
            <Link href={partHref(part)} prefetch={false} className="text-accent-strong">
              {partOf(part)?.label}
            </Link>
          ) : (
            partOf(part)?.label
          )}
          ：{sentence}
        </li>
      ))}
    </ul>
  )
  return (
    <>
      {draft.problems.length > 0 && (
        <Alert tone="danger" title={`有 ${draft.problems.length} 处改好以后才能送交发布`}>
          {list(draft.problems)}
        </Alert>
      )}
      {draft.stranded.length > 0 && (
        <Alert tone="warning" title="还有申请停在这份草稿取消的环节，办完或退回以后才能发布">
          <ul>
            {draft.stranded.map(({ label, count, numbers }) => (
              <li key={label} className="num">
                {label}：{count} 份（{numbers.join('、')}
                {count > numbers.length && '等'}）
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {draft.warnings.length > 0 && (
        <Alert tone="warning" title="请留意">
          {list(draft.warnings)}
        </Alert>
      )}
    </>
  )
}
