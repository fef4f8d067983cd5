import type { Metadata } from 'next'
import { MoveForm } from '@/components/affiliation/move-form'
import { Fresh } from '@/components/application/fresh'
import { OwnUnit } from '@/components/person/own-data'
import { ContactBlock } from '@/components/policy/contact-block'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { whyLocked } from '@/lib/affiliation/affiliation.rules'
import { whyNotMove } from '@/lib/affiliation/move.dal'
import { ownAffiliation } from '@/lib/affiliation/own.dal'
import { requirePage } from '@/lib/auth/current'
import { now } from '@/lib/platform/clock'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '修改单位' }

/** 修改单位 (A6): what it means, then the new unit; or why it cannot be done now. */
export default async function Page() {
  const actor = await requirePage('individual')
  const [standing, bound, { policy }] = await Promise.all([ownAffiliation(actor), whyNotMove(actor), currentPolicy()])
  const why = (standing && whyLocked(standing)) ?? bound
  const first = policy.individualRegistration.affiliation === 'beforeApplying'
  return (
    <Fresh renderedAt={now().getTime()}>
      <PageHeader title="修改单位" description="到另一个单位工作了，或者注册时选错了单位，在这里修改。" />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-5">
          {standing ? (
            <>
              <Card title="现在的单位">
                <OwnUnit standing={standing} linked={false} />
              </Card>
              {why ? (
                <Alert tone="warning" title="现在不能修改单位" next={<LinkButton href="/expert">返回首页</LinkButton>}>
                  {why}
                </Alert>
              ) : (
                <Card title="新的单位">
                  <ul className="mb-5 list-disc space-y-1 pl-5 text-ink-2">
                    <li>提交后立即生效：{standing.unitName}从此看不到您的信息，只保留它办理过的记录。</li>
                    <li>
                      新的单位会重新审核您
                      {first ? '，通过前不能申请和提交。' : '，在推荐您的申请时一并确认。'}
                    </li>
                    <li>还没有提交、或退回给您修改的申请会带到新的单位，填写的内容都在。</li>
                  </ul>
                  <MoveForm version={standing.version} />
                </Card>
              )}
            </>
          ) : (
            <Alert tone="info" next={<LinkButton href="/expert/person">完善信息</LinkButton>}>
              您还没有所在单位。请先完善信息，选择所在单位。
            </Alert>
          )}
        </div>
        <ContactBlock contacts={policy.authority.contacts} />
      </div>
    </Fresh>
  )
}
