import { Check, X } from 'lucide-react'
import { Time } from '@/components/ui/time'
import type { PublicDemand, PublicGroup, PublicPart } from '@/lib/draw/public-record.dto'

export const Hash = ({ value }: { value: string }) => <code className="num text-sm break-all">{value}</code>

/** What was asked of each group, how many could be drawn, and whether those who sit meet it. */
export function RecordGroups({
  groups,
  demands,
}: {
  groups: readonly PublicGroup[]
  demands: readonly PublicDemand[]
}) {
  return (
    <ul className="divide-y divide-line">
      {groups.map(group => (
        <li key={group.name} className="px-4 py-3 sm:px-5">
          <p>
            <span className="font-semibold">{group.name}</span>：应抽 <span className="num">{group.size}</span> 人
            {group.drawn !== null && (
              <>
                ，抽出 <span className="num">{group.drawn}</span> 人
              </>
            )}
          </p>
          <Demands demands={group.demands} />
          <p className="mt-1 text-sm text-ink-2">
            符合条件、可以抽取的：<span className="num">{group.eligible}</span> 人；除外：{group.out}
          </p>
        </li>
      ))}
      {demands.length > 0 && (
        <li className="px-4 py-3 sm:px-5">
          <p className="font-semibold">各组合计</p>
          <Demands demands={demands} />
        </li>
      )}
    </ul>
  )
}

function Demands({ demands }: { demands: readonly PublicDemand[] }) {
  if (demands.length === 0) return null
  return (
    <ul className="mt-1 flex flex-wrap gap-x-5 gap-y-0.5 text-ink-2">
      {demands.map(({ words, met }) => (
        <li key={words} className="flex items-center gap-1">
          {met === true && <Check aria-hidden="true" className="size-4 text-success" />}
          {met === false && <X aria-hidden="true" className="size-4 text-danger" />}
          {words}
          {met !== null && <span className="sr-only">（{met ? '符合' : '不符合'}）</span>}
          {met === false && (
            <span aria-hidden="true" className="text-danger">
              不符合
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What each of the three bound, and showed once all three had. */
export function RecordContributions({ parts }: { parts: readonly PublicPart[] }) {
  return (
    <ul className="divide-y divide-line">
      {parts.map(({ role, label, committedAt, commitment, words }) => (
        <li key={role} className="px-4 py-3 sm:px-5">
          <p className="flex flex-wrap gap-x-3">
            <span className="font-semibold">{label}</span>
            <span className="text-ink-2">
              {committedAt ? (
                <>
                  <Time value={committedAt} /> 交，{words ? '已公开' : '未公开'}
                </>
              ) : (
                '还没有交'
              )}
            </span>
          </p>
          {commitment && (
            <p className="mt-1 text-sm text-ink-3">
              承诺（校验值）：
              <Hash value={commitment} />
            </p>
          )}
          {words && (
            <>
              <p className="mt-1 wrap-anywhere whitespace-pre-wrap">内容：{words.contribution}</p>
              <p className="mt-1 text-sm text-ink-3">
                随机码：
                <Hash value={words.nonce} />
              </p>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
