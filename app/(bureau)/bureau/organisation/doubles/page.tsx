import type { Metadata } from 'next'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Time } from '@/components/ui/time'
import { DoubleList } from '@/components/unit/double-list'
import { requirePage } from '@/lib/auth/current'
import { listDistinctions, listDoubles } from '@/lib/unit/double.dal'

export const metadata: Metadata = { title: '可能重复的单位' }

export default async function DoublesPage() {
  const actor = await requirePage('unit.manage')
  const [{ pairs, more }, distinct] = await Promise.all([listDoubles(actor), listDistinctions(actor)])
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[{ label: '单位名录', href: '/bureau/organisation/units' }, { label: '可能重复的单位' }]}
          />
        }
        title="可能重复的单位"
        description={`按信用代码、名称和别名查找。确是同一单位的，把一个并入另一个；不是的，写明依据后不再列出。${more ? '这里先列出最可能的 100 对。' : ''}`}
      />
      <Card flush>
        {pairs.length === 0 ? (
          <EmptyState title="没有发现可能重复的单位" why="新单位注册或更名后，系统会重新比对。" />
        ) : (
          <DoubleList pairs={pairs} />
        )}
      </Card>
      {distinct.length > 0 && (
        <div className="mt-5">
          <Disclosure summary={`已判断不是同一单位（${distinct.length}）`}>
            <ul className="space-y-2">
              {distinct.map(row => (
                <li key={`${row.one}-${row.other}`}>
                  {row.one}、{row.other}
                  <span className="block text-sm text-ink-3">
                    {row.who} <Time value={row.at} />：{row.reason}
                  </span>
                </li>
              ))}
            </ul>
          </Disclosure>
        </div>
      )}
    </>
  )
}
