import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Disclosure } from '@/components/ui/disclosure'
import { Link } from '@/components/ui/link'
import type { BalanceFrame } from '@/lib/draw/balance.dto'

const part = (some: number, all: number) => (all === 0 ? '' : `（${Math.round((some / all) * 100)}%）`)

/** What is counted and what is not, and how the figures are to be read. */
export function BalanceHead({ frame }: { frame: BalanceFrame }) {
  const { draws, sealed, drawn, newcomers, followed, yearlyCap } = frame
  return (
    <Card>
      <DescriptionList
        columns={3}
        items={[
          { label: '计入的评审', value: `${draws} 次` },
          { label: '抽中', value: `${drawn} 人次` },
          { label: '其中首次', value: `${newcomers} 人次${part(newcomers, drawn)}` },
          { label: '递补、特邀', value: `${followed} 人次` },
          { label: '一年最多', value: yearlyCap === null ? '没有规定' : `${yearlyCap} 次` },
          { label: '没有计入', value: sealed === 0 ? '无' : `${sealed} 次，名单还没公开` },
        ]}
      />
      <p className="mt-3 text-sm text-ink-3">
        名单公开以前的抽取一律不计入，公开以后才出现在这里。已出库的专家不列出。
      </p>
      <Disclosure summary="这些数字怎么看">
        <ul className="list-disc space-y-1 pl-5 text-ink-2">
          <li>
            <b>按机会应抽中</b>
            ：每次抽取时，系统都算出并保存了每位专家抽中的机会；把他各次的机会加起来，就是应抽中的次数。例如 10
            次抽取、每次机会 5%，应抽中 0.5 次。
          </li>
          <li>
            <b>通常范围</b>：只靠运气，抽中的次数一般落在这个范围内。100 位专家里最多约有 5
            位会超出，所以个别人超出不说明有问题；同一单位、同一学科的很多人都超出，才值得查一查。
          </li>
          <li>
            <b>实际抽中</b>：只数随机抽中的。递补和特邀不在机会里，另外列出。抽中以后没有参加的，也算抽中。
          </li>
          <li>
            机会本来就不相等：结构要求、回避和请假都会改变机会，这些已经算在“应抽中”里。范围由抽取条件决定，条件是否合理，要看
            <Link href="/bureau/draws" className="text-accent-strong underline">
              每份需求
            </Link>
            。
          </li>
        </ul>
      </Disclosure>
    </Card>
  )
}
