import type { Metadata } from 'next'
import { ContactBlock } from '@/components/portal/contact-block'
import { Guide, guideParts } from '@/components/portal/guide'
import { PublicPage } from '@/components/portal/public-page'
import { Link } from '@/components/ui/link'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '使用说明' }

export default async function GuidePage() {
  const { policy } = await currentPolicy()
  const faq = policy.portal.noticeCategories.find(category => category.code === 'faq')
  return (
    <PublicPage title="使用说明" description="从注册到入库，每一步怎么办。">
      <div className="mt-8 grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,46em)_1fr]">
        <div>
          <Guide policy={policy} />
        </div>
        <div className="order-first space-y-6 lg:order-none">
          <div className="space-y-6 lg:sticky lg:top-6">
            <nav aria-label="本页内容" data-no-print>
              <h2 className="text-lg">本页内容</h2>
              <ul className="mt-2 border-l border-line">
                {guideParts.map(part => (
                  <li key={part.id}>
                    <a
                      href={`#${part.id}`}
                      className="-ml-px block border-l-2 border-transparent py-1.5 pl-4 text-ink-2 no-underline hover:border-accent hover:text-accent-strong"
                    >
                      {part.title}
                    </a>
                  </li>
                ))}
                {faq && (
                  <li>
                    <Link
                      href="/notices?category=faq"
                      prefetch={false}
                      className="-ml-px block border-l-2 border-transparent py-1.5 pl-4 text-ink-2 no-underline hover:border-accent hover:text-accent-strong"
                    >
                      {faq.label} &gt;&gt;
                    </Link>
                  </li>
                )}
              </ul>
            </nav>
            <div className="max-lg:hidden">
              <ContactBlock contacts={policy.authority.contacts} />
            </div>
          </div>
        </div>
      </div>
    </PublicPage>
  )
}
