import { controlClass } from '@/components/form/field-shell'
import { buttonClass } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'

/** Search in titles: a plain form, its answer has an address. */
export function NoticeSearch({ category, text }: { category: string; text: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers of before 2023 do not know <search>
    <form action="/notices" role="search" className="flex gap-2">
      {category && <input type="hidden" name="category" value={category} />}
      <input
        type="search"
        name="text"
        defaultValue={text}
        maxLength={50}
        placeholder="在标题中查找"
        aria-label="在标题中查找"
        className={cx(controlClass, 'h-control min-w-0 sm:w-64')}
      />
      <button type="submit" className={buttonClass('secondary')}>
        查找
      </button>
    </form>
  )
}
