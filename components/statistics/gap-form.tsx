import { controlClass } from '@/components/form/field-shell'
import { NativeSelect } from '@/components/form/select-field'
import { Button } from '@/components/ui/button'
import type { StatisticsParams } from '@/lib/statistics/range.rules'

/** How many are few, and on which level; it stands in the address. */
export function GapForm({ base, params }: { base: string; params: StatisticsParams }) {
  return (
    <form action={base} className="flex flex-wrap items-end gap-x-3 gap-y-2" data-no-print>
      <input type="hidden" name="view" value="gaps" />
      <div>
        <label htmlFor="level" className="mb-0.5 block text-sm text-ink-2">
          学科级别
        </label>
        <NativeSelect key={params.level} id="level" name="level" defaultValue={params.level}>
          <option value="1">一级学科</option>
          <option value="2">二级学科</option>
        </NativeSelect>
      </div>
      <div>
        <label htmlFor="threshold" className="mb-0.5 block text-sm text-ink-2">
          少于多少人算不足
        </label>
        <input
          key={params.threshold}
          id="threshold"
          name="threshold"
          type="number"
          min={1}
          max={100}
          defaultValue={params.threshold}
          className={`${controlClass} h-control`}
        />
      </div>
      <Button type="submit">查看</Button>
    </form>
  )
}
