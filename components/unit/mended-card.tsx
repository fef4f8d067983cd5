import { Card } from '@/components/ui/card'
import type { Mended } from '@/lib/unit/mended.rules'

/** What a unit changed since it was refused, before and after, first on the reviewer's page. */
export function MendedCard({ mended }: { mended: readonly Mended[] }) {
  if (mended.length === 0)
    return (
      <Card title="退回后的修改">
        <p>与上次提交的内容相同，没有修改。</p>
      </Card>
    )
  return (
    <Card title="退回后的修改" description={`与上次提交相比，改了 ${mended.length} 项。`} flush>
      <table className="w-full border-collapse text-left max-sm:block">
        <thead className="max-sm:sr-only">
          <tr className="border-b border-line bg-canvas text-sm text-ink-2">
            <th className="w-40 px-4 py-2 font-semibold sm:px-5">项目</th>
            <th className="px-4 py-2 font-semibold">原来</th>
            <th className="px-4 py-2 font-semibold">现在</th>
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {mended.map(({ label, before, after }) => (
            <tr
              key={label}
              className="border-b border-line align-top last:border-b-0 max-sm:block max-sm:px-4 max-sm:py-2"
            >
              <th scope="row" className="px-4 py-2 font-normal text-ink-3 max-sm:block max-sm:p-0 sm:px-5">
                {label}
              </th>
              <td className="px-4 py-2 max-sm:block max-sm:p-0">
                <span className="text-ink-3 sm:hidden">原来：</span>
                <del className="break-words text-ink-2 decoration-ink-3">{before}</del>
              </td>
              <td className="px-4 py-2 max-sm:block max-sm:p-0">
                <span className="text-ink-3 sm:hidden">现在：</span>
                <ins className="break-words font-medium no-underline">{after}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
