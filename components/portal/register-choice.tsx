import { buttonClass } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Arrow } from './arrow'

export type RegisterChoiceProps = {
  title: string
  forWhom: string
  /** what to have at hand */
  needs: string[]
  afterwards: string
  href: string
  action: string
}

/** One of the two kinds of account: for whom, what to have at hand, what happens afterwards. */
export function RegisterChoice({ title, forWhom, needs, afterwards, href, action }: RegisterChoiceProps) {
  return (
    <section className="flex flex-col rounded-lg border border-line-2 bg-paper p-6 sm:p-8">
      <h2 className="text-2xl">{title}</h2>
      <p className="mt-1 text-ink-2">{forWhom}</p>
      <h3 className="mt-6 text-base">请准备好</h3>
      <ul className="mt-1 list-disc space-y-1 pl-5 text-ink-2">
        {needs.map(need => (
          <li key={need}>{need}</li>
        ))}
      </ul>
      <h3 className="mt-5 text-base">注册以后</h3>
      <p className="mt-1 text-ink-2">{afterwards}</p>
      <p className="mt-auto pt-7">
        <Link href={href} className={buttonClass('primary', 'lg', 'w-full')}>
          {action}
          <Arrow />
        </Link>
      </p>
    </section>
  )
}
