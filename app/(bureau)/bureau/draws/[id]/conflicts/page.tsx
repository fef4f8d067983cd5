import type { Metadata } from 'next'
import { CheckJoiner } from '@/components/draw/conflict-check'
import { ConflictCounts } from '@/components/draw/conflict-counts'
import { ConflictList } from '@/components/draw/conflict-list'
import { CheckPerson } from '@/components/draw/conflict-person'
import { DrawTabs } from '@/components/draw/draw-tabs'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { checkOne, expertsNamed } from '@/lib/draw/conflict-check.dal'
import { conflictSummary, listConflicts } from '@/lib/draw/conflict-list.dal'
import { conflictSpec } from '@/lib/draw/conflict-list.rules'
import { subjectsOf } from '@/lib/draw/subject.dal'
import { cleanText, parseListParams } from '@/lib/platform/list-params'

export const metadata: Metadata = { title: '回避关系' }

const textOf = (value: string | string[] | undefined): string => (typeof value === 'string' ? cleanText(value) : '')

export default async function DrawConflictsPage({ params, searchParams }: PageProps<'/bureau/draws/[id]/conflicts'>) {
  const actor = await requirePage('draw.conflicts')
  const { id } = await params
  const query = await searchParams
  const list = parseListParams(query, conflictSpec)
  const { request, closed } = await found(subjectsOf(actor, id))
  const { gone, ...filters } = list.filters
  const asked = { after: list.after, size: list.size, sort: list.order, ...filters, gone: gone === 'yes' }
  const [name, expert] = [textOf(query.who), textOf(query.expert)]
  const [page, summary, people] = await Promise.all([
    listConflicts(actor, id, asked),
    conflictSummary(actor, id),
    expertsNamed(actor, name),
  ])
  const one = people.find(person => person.id === expert)
  const checked = one
    ? { name: one.name, answer: await found(checkOne(actor, { requestId: id, expertId: one.id })) }
    : null
  const base = `/bureau/draws/${id}`
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '专家抽取', href: '/bureau/draws' },
              { label: request.number, href: base },
              { label: '回避关系' },
            ]}
          />
        }
        title="回避关系"
        description={`${request.title}。确定的直接排除；待核的先排除，核实为误报后才可能抽中。`}
      />
      <DrawTabs actor={actor} base="/bureau/draws" request={request} open="/conflicts" />
      <ConflictList
        requestId={id}
        base={`${base}/conflicts`}
        judges={may(actor, 'draw.approve') && closed === null && !request.own}
        compared={summary.foundAt !== null}
        params={list}
        rows={page.rows}
        next={page.next}
        count={page.count}
      />
      <div className="mt-6 grid items-start gap-5 xl:grid-cols-3">
        <Card title="按依据统计">
          <ConflictCounts summary={summary} />
        </Card>
        <Card title="核查一位专家" description="不发邀请，不告诉他；核查留有记录。">
          <CheckPerson base={`${base}/conflicts`} name={name} people={people} checked={checked} />
        </Card>
        <Card title="核查后加入的成员" description="只回答与几位抽中的专家有关系，不说是谁。">
          {request.own ? (
            <p className="text-ink-2">这是您自己提出的需求，由另一位业务管理员或监督人员核查。</p>
          ) : (
            <CheckJoiner requestId={id} />
          )}
        </Card>
      </div>
    </>
  )
}
