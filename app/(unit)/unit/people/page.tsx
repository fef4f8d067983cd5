import type { Metadata } from 'next'
import { PeopleList } from '@/components/affiliation/people-list'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { openPeopleTab, peopleSpec, peopleTabs } from '@/lib/affiliation/affiliation.rules'
import { countPeople, listPeople } from '@/lib/affiliation/queue.dal'
import { requirePage } from '@/lib/auth/current'
import { countUnclaimed } from '@/lib/intake/unclaimed.dal'
import { parseListParams } from '@/lib/platform/list-params'
import { peopleMenu } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export async function generateMetadata(): Promise<Metadata> {
  return { title: peopleMenu((await currentPolicy()).policy).people }
}

/** 单位从属用户管理 (U10): the people who chose this unit, those who wait first. */
export default async function UnitPeoplePage({ searchParams }: PageProps<'/unit/people'>) {
  const actor = await requirePage('affiliation.list')
  const { policy } = await currentPolicy()
  const params = parseListParams(await searchParams, peopleSpec)
  const filter = { text: params.filters.text, locked: params.filters.locked === 'yes' }
  const tabs = peopleTabs(await countPeople(actor, filter))
  const open = openPeopleTab(tabs, params.filters.status)
  const page = await listPeople(actor, {
    ...filter,
    status: open.statuses,
    after: params.after,
    size: params.size,
    sort: params.order,
  })
  const { people } = peopleMenu(policy)
  const { all: unclaimed } = await countUnclaimed(actor)
  const first = policy.individualRegistration.affiliation === 'beforeApplying'
  return (
    <>
      <PageHeader
        title={people}
        actions={unclaimed > 0 && <LinkButton href="/unit/unclaimed">未首次登录的专家（{unclaimed} 人）</LinkButton>}
        description={
          first
            ? '选择本单位的人员。核对个人信息和证明文件后审核，通过后本人才能申请成为专家。'
            : '注册时选择本单位的人员。推荐专家申请时会一并通过，也可以在这里先行审核。'
        }
      />
      <PeopleList title={people} params={params} tabs={tabs} open={open} rows={page.rows} next={page.next} />
    </>
  )
}
