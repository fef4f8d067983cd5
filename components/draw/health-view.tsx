import { Alert } from '@/components/ui/alert'
import { Disclosure } from '@/components/ui/disclosure'
import type { Health, HealthGroup } from '@/lib/draw/health.dto'
import { waysWords } from '@/lib/draw/run.rules'
import { ChanceRange } from './chance-range'
import { FairChances, FairCosts, FairFollow } from './fair-health'

const grouped = new Intl.NumberFormat('zh-CN')
/** So many, or so many and more; `null`: fewer than three. */
const countWords = (count: number | null, rough: boolean) =>
  count === null ? '少于 3 名' : `${grouped.format(count)} 名${rough ? '以上' : ''}`

/** Whether a round can be filled as one sentence, for whoever does not see the picture. */
export function healthSummary({ state, groups, warnings, rough, byLottery }: Health): string {
  const people = groups.map(({ name, eligible }) => `${name}可抽 ${countWords(eligible, rough)}`)
  const tooLarge = byLottery ? '候选人的类别太多，抽签方案算不出来' : '要求的组合太多，算不清'
  const can = { yes: '可以抽取', no: '按现在的要求抽不出来', tooLarge }[state]
  return [`${can}：${people.join('，')}`, ...warnings].join('。')
}

/** The health check of a round: counts and sentences. */
export function HealthView({ health }: { health: Health }) {
  const { state, changes, warnings, groups, rough, fair, byLottery } = health
  return (
    <div className="space-y-3">
      {warnings.map(warning => (
        <Alert key={warning} tone="warning">
          {warning}
        </Alert>
      ))}
      {state === 'yes' && (
        <Alert tone="success" title="可以抽取">
          {canWords(health)}
        </Alert>
      )}
      {state === 'no' && (
        <Alert tone="danger" title="按现在的要求抽不出来">
          <p>改动最少的办法：</p>
          <Lines lines={changes} />
          {rough && <p className="mt-1">要改到多少不显示，以免从数字看出谁已经被抽中。请改一点再看结果。</p>}
        </Alert>
      )}
      {state === 'tooLarge' && (
        <Alert
          tone="danger"
          title={
            byLottery
              ? '候选人按条件分成的类别太多，抽签方案在限定的步数里算不出来'
              : '结构要求的组合太多，系统算不清每种名单的机会'
          }
        >
          <p>{byLottery ? '这样改一处或几处，再看结果：' : '去掉下面的要求就可以抽取：'}</p>
          <Lines lines={changes} />
        </Alert>
      )}
      {rough && (
        <p className="text-sm text-ink-2">
          为了名单保密，这里不看谁已经被邀请、请假或另有评审，也不看间隔、次数、信用分和首次参加的要求；抽取时才按这些排除，能抽的可能更少。审批的人看到的是实际人数。
        </p>
      )}
      <ul className="divide-y divide-line">
        {groups.map(group => (
          <li key={group.name} className="py-2.5 first:pt-0 last:pb-0">
            <GroupHealth group={group} rough={rough} />
          </li>
        ))}
      </ul>
      {fair && <FairCosts fair={fair} />}
      {fair && <FairFollow fair={fair} />}
    </div>
  )
}

const evenWords = '各人抽中的机会尽量均等：满足全部要求的前提下，最低的机会尽量高。'

function canWords({ rough, ways, fair }: Health): string {
  if (fair)
    return rough
      ? `现在的专家库能满足要求。${evenWords}下面的机会是估算，只显示到档。`
      : `${evenWords}下面的机会是估算，封存时才有准确数。`
  return rough ? '现在的专家库能满足要求。' : `能满足全部要求的名单${waysWords(ways ?? 0)}，抽到每一种的机会相同。`
}

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <ul className="mt-1 list-disc pl-5">
    {lines.map(line => (
      <li key={line}>{line}</li>
    ))}
  </ul>
)

function GroupHealth({ group, rough }: { group: HealthGroup; rough: boolean }) {
  const { name, size, eligible, excluded, chances, fair } = group
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">{name}</span>
        <span>
          抽 <span className="num">{size}</span> 名，可抽 <span className="num">{countWords(eligible, rough)}</span>
        </span>
      </p>
      {chances && (
        <p className="text-sm text-ink-2">
          <ChanceRange {...chances} />
        </p>
      )}
      {fair && <FairChances {...fair} />}
      {excluded.length > 0 && (
        <Disclosure summary="符合条件但不能抽的">
          <ul className="text-sm text-ink-2">
            {excluded.map(({ reason, label, count }) => (
              <li key={reason} className="flex justify-between gap-4 py-0.5">
                <span>{label}</span>
                <span className="num">{countWords(count, rough)}</span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  )
}
