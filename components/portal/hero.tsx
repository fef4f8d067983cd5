import type { ReactNode } from 'react'
import { Link } from '@/components/ui/link'
import type { Policy } from '@/lib/policy/policy.schema'
import { Arrow } from './arrow'

/** The banner of the policy (P1), with the way to register, and what people come for beside it. */
export function Hero({ policy, children }: { policy: Policy; children: ReactNode }) {
  const { banner } = policy.portal
  return (
    <section className="relative overflow-hidden bg-accent-deep text-white">
      <div
        aria-hidden="true"
        className="absolute -inset-y-1/4 left-[calc(50%-41rem)] w-[64rem] bg-[url('/portal/field.svg')] bg-contain bg-right bg-no-repeat opacity-80 max-lg:inset-y-auto max-lg:-top-24 max-lg:-right-56 max-lg:left-auto max-lg:h-112 max-lg:w-160 max-lg:opacity-35"
      />
      <div className="relative mx-auto grid max-w-page gap-x-12 gap-y-9 px-4 py-10 sm:px-6 lg:grid-cols-[1fr_25rem] lg:items-center lg:py-16">
        <div className="max-w-[32rem]">
          <p className="text-accent-line">{policy.authority.name}</p>
          <h1 className="mt-2 text-4xl font-bold tracking-wide lg:text-[3.25rem] lg:leading-[1.25]">{banner.title}</h1>
          <p className="mt-4 max-w-[28em] text-lg leading-loose text-balance text-white/90">{banner.text}</p>
          <div className="mt-8 flex flex-wrap gap-3">
            <Link
              href={banner.href}
              className="inline-flex min-h-12 items-center gap-2 rounded-md bg-white px-7 text-lg font-semibold text-accent-deep no-underline hover:bg-accent-wash focus-visible:outline-white"
            >
              专家注册
              <Arrow />
            </Link>
            <Link
              href="/guide"
              className="inline-flex min-h-12 items-center rounded-md border border-white/60 px-7 text-lg text-white no-underline hover:bg-white/10 focus-visible:outline-white"
            >
              使用说明
            </Link>
          </div>
        </div>
        {children}
      </div>
    </section>
  )
}
