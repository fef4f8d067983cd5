import type { Metadata } from 'next'
import { CallLine } from '@/components/call/public-list'
import { LatestNotices } from '@/components/notice/latest-notices'
import { Arrow } from '@/components/portal/arrow'
import { ContactBlock } from '@/components/portal/contact-block'
import { Errands } from '@/components/portal/errands'
import { Hero } from '@/components/portal/hero'
import { PathSteps } from '@/components/portal/path-steps'
import { BatchLine } from '@/components/publicity/public-list'
import { buttonClass } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { openCalls } from '@/lib/call/call.public.dal'
import { latestNotices } from '@/lib/notice/notice.public.dal'
import { expertPath } from '@/lib/policy/path.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { openBatches } from '@/lib/publicity/publicity.public.dal'

const LINES = 7
const CALLS = 4

export async function generateMetadata(): Promise<Metadata> {
  const { authority } = (await currentPolicy()).policy
  return {
    title: { absolute: authority.siteTitle },
    description: `${authority.name}科技专家注册、入库申请、单位推荐与审核。`,
  }
}

export default async function HomePage() {
  const [{ policy }, columns, batches, calls] = await Promise.all([
    currentPolicy(),
    latestNotices(LINES),
    openBatches(),
    openCalls(),
  ])
  const unitFirst = policy.individualRegistration.affiliation === 'beforeApplying'
  return (
    <>
      <Hero policy={policy}>
        <Errands tiles={policy.portal.tiles} />
      </Hero>
      <div className="mx-auto max-w-page px-4 sm:px-6">
        {calls.length > 0 && (
          <section aria-labelledby="calls" className="border-b border-line py-10">
            <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
              <h2 id="calls" className="text-2xl">
                专家征集
              </h2>
              <Link href="/calls" className="text-accent-strong hover:underline">
                更多征集 &gt;&gt;
              </Link>
            </div>
            <ul className="divide-y divide-line">
              {calls.slice(0, CALLS).map(item => (
                <CallLine key={item.id} item={item} />
              ))}
            </ul>
          </section>
        )}
        <section aria-labelledby="path" className="py-12 lg:py-16">
          <div className="mb-7 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
            <h2 id="path" className="text-2xl">
              怎样成为入库专家
            </h2>
            <p className="text-ink-2">
              {unitFirst ? '单位也要有账号，完善信息时从中选择。' : '先有单位账号，再注册个人账号。'}
            </p>
          </div>
          <PathSteps steps={expertPath(policy)} />
          <p className="mt-8 flex flex-wrap justify-end gap-3">
            <Link href="/register" className={buttonClass('primary', 'lg')}>
              现在注册
              <Arrow />
            </Link>
          </p>
        </section>
        {batches.length > 0 && (
          <section aria-labelledby="publicity" className="border-t border-line py-10">
            <h2 id="publicity" className="mb-2 text-2xl">
              正在公示
            </h2>
            <ul className="divide-y divide-line">
              {batches.map(item => (
                <BatchLine key={item.id} item={item} />
              ))}
            </ul>
          </section>
        )}
        <div className="grid gap-x-14 gap-y-10 border-t border-line pt-10 lg:grid-cols-[1fr_20rem] lg:pt-12">
          <LatestNotices columns={columns} />
          <ContactBlock contacts={policy.authority.contacts}>
            <p className="mt-4 border-t border-line pt-3 text-sm text-ink-2">
              打电话前，可以先看
              <Link href="/guide" className="text-accent-strong underline">
                使用说明
              </Link>
              。
            </p>
          </ContactBlock>
        </div>
      </div>
    </>
  )
}
