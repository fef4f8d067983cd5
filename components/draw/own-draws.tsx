import { TurnPages } from '@/components/table/turn-pages'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { buttonClass, LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { OwnDraw, OwnReceipt } from '@/lib/draw/receipt.dto'
import { receiptSpec as spec } from '@/lib/draw/receipt.rules'
import type { ListParams } from '@/lib/platform/list-params'

const base = '/expert/draws'
const link = 'text-accent-strong underline'

type Props = { params: ListParams; items: readonly OwnDraw[]; next: string | null }

/** The draws whose pool an expert was in, with his own chance in each. */
export function OwnDraws({ params, items, next }: Props) {
  return (
    <div className="rounded-lg border border-line bg-paper">
      {items.length === 0 && params.after === null ? (
        <EmptyState
          title="还没有可以查看的抽取"
          why="您进入过候选名单的抽取，在那次评审的名单公开以后列在这里。没有列出的，可能还没有公开，也可能您不在那次的候选名单里。"
        />
      ) : (
        <ul className="divide-y divide-line">
          {items.map(item => (
            <Line key={item.id} item={item} />
          ))}
        </ul>
      )}
      <TurnPages {...{ base, spec, params, next }} className="border-t border-line p-4" />
    </div>
  )
}

function Line({ item }: { item: OwnDraw }) {
  const { id, number, purpose, round, sessionFrom, voided, chance, groups, sealed } = item
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1 px-4 py-3 sm:px-5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3">
          <span className="num font-semibold">{number}</span>
          {voided && <Badge tone="danger">抽取已宣布无效</Badge>}
        </p>
        <p className="text-sm text-ink-2">
          {purpose}，{round}
          {sessionFrom && (
            <>
              ，评审日期 <Time value={sessionFrom} day />
            </>
          )}
        </p>
      </div>
      <div>
        <p>
          您的入选机会 <span className="num font-semibold">{chance}</span>
        </p>
        {groups.length > 0 && (
          <p className="text-sm text-ink-2">{groups.map(one => `${one.name} ${one.chance}`).join('，')}</p>
        )}
        {sealed && (
          <Link href={`${base}/${id}`} prefetch={false} className={link} aria-label={`${number} 的回执`}>
            查看回执
          </Link>
        )}
      </div>
    </li>
  )
}

/** One receipt: the exact chance, where he stands among the signs, and what to do with the file. */
export function ReceiptCard({ receipt }: { receipt: OwnReceipt }) {
  const { id, number, purpose, round, drawnAt, voided, chance, groups, fraction } = receipt
  const { place, people, sign, seal } = receipt
  return (
    <div className="max-w-4xl space-y-5">
      {voided && (
        <Alert tone="warning" title="这次抽取后来已宣布无效">
          回执仍然可以核验：您在那次封存的候选名单里。
        </Alert>
      )}
      <Card title="您的入选机会">
        <p className="num text-2xl">{chance}</p>
        <p className="num mt-1 text-ink-2">
          精确值 {fraction[0]} / {fraction[1]}
        </p>
        {groups.length > 0 && (
          <div className="mt-3">
            <p className="text-ink-2">各专业组一起抽取，这是进入任何一组的机会。其中：</p>
            <ul className="mt-1" aria-label="各专业组的机会">
              {groups.map(({ name, chance: own, fraction: exact }) => (
                <li key={name}>
                  {name} <span className="num font-semibold">{own}</span>
                  <span className="num ml-2 text-ink-2">
                    精确值 {exact[0]} / {exact[1]}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
        <p className="mt-2 text-ink-2">
          机会在抽取以前就随抽签方案封存，由方案里的签数算出。与您条件相同的专家机会相同；结构要求需要的人少的，机会会高一些。
        </p>
      </Card>
      <Card title="抽取回执">
        <DescriptionList
          columns={1}
          items={[
            { label: '封存编号', value: number },
            { label: '用途', value: `${purpose}，${round}` },
            { label: '抽取时间', value: <Time value={drawnAt} /> },
            { label: '名单中的位置', value: `第 ${place} 位，共 ${people} 人（按代号排列，与抽取的先后无关）` },
            { label: '您的代号', value: <code className="num text-sm break-all">{sign}</code> },
            { label: '封存值', value: <code className="num text-sm break-all">{seal}</code> },
          ]}
        />
        <p className="mt-4 flex flex-wrap gap-3">
          <a href={`/api/draws/receipts/${id}`} download className={buttonClass('primary')}>
            下载回执
          </a>
          <LinkButton href={`/verify?record=${encodeURIComponent(number)}&receipt=${id}`}>与证书一起核验</LinkButton>
        </p>
      </Card>
      <Card title="怎样用回执核验">
        <ol className="list-decimal space-y-1 pl-6">
          <li>
            下载回执；再从{' '}
            <Link href={`/draws/${encodeURIComponent(number)}`} className={link}>
              公开记录
            </Link>{' '}
            下载抽取证书。
          </li>
          <li>
            打开{' '}
            <Link href="/verify" className={link}>
              核验抽取结果
            </Link>
            ，把两个文件一起放进去。通过的，说明您在封存的名单里，机会与方案一致。
          </li>
          <li>核验结果的“文件中的内容”写明抽取时抽中没有您、是不是候补。候补的人在别人不能来时递补。</li>
        </ol>
        <p className="mt-3 text-sm text-ink-2">
          回执只能打开您自己的代号，看不到别人。把回执给了别人，别人就知道哪个代号是您，请自己保管。
        </p>
      </Card>
    </div>
  )
}
