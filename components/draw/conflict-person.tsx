import { controlClass } from '@/components/form/field-shell'
import { buttonClass } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { Link } from '@/components/ui/link'
import type { CheckAnswer } from '@/lib/draw/avoidance.dto'
import { CheckedExpert } from './conflict-check'

type CheckPersonProps = {
  base: string
  name: string
  people: { id: string; name: string; unitName: string }[]
  checked: { name: string; answer: CheckAnswer } | null
}

/** One expert, found by his name, compared without being invited. Works without a script. */
export function CheckPerson({ base, name, people, checked }: CheckPersonProps) {
  return (
    <div className="space-y-4">
      {checked && <CheckedExpert name={checked.name} answer={checked.answer} />}
      <form action={base} className="flex flex-wrap items-end gap-2">
        <label className="min-w-0">
          <span className="mb-1 block font-medium">专家姓名</span>
          <input
            name="who"
            defaultValue={name}
            maxLength={50}
            className={cx(controlClass, 'h-control w-56 max-w-full')}
          />
        </label>
        <button type="submit" className={buttonClass()}>
          查找
        </button>
      </form>
      {name !== '' && people.length === 0 && <p className="text-ink-2">专家库里没有叫“{name}”的专家。</p>}
      <ul className="divide-y divide-line">
        {people.map(one => (
          <li key={one.id} className="flex flex-wrap items-center justify-between gap-2 py-1.5">
            <span>
              {one.name}
              <span className="ml-2 text-ink-3">{one.unitName}</span>
            </span>
            <Link
              href={`${base}?who=${encodeURIComponent(name)}&expert=${one.id}`}
              prefetch={false}
              className="text-accent-strong underline"
            >
              核查
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
