import { Button } from '@/components/ui/button'
import { PICKER_PAGE, type UnitChoice, type UnitChoices } from '@/lib/unit/unit.dto'

/** 显示1到20，共58记录, as people of the older systems know it; 100+ where nobody is shown more. */
export function countWords({ units, page, total, more }: UnitChoices): string {
  const first = (page - 1) * PICKER_PAGE + 1
  return `显示${first}到${first + units.length - 1}，共${total}${more ? '+' : ''}记录`
}

const cell = 'px-2 py-1.5 align-top max-sm:inline max-sm:p-0'

type UnitTableProps = { found: UnitChoices; onPick: (unit: UnitChoice) => void; onTurn: (page: number) => void }

/** One page of units: a table on a desk, a list of buttons on a phone. Each name is a button that chooses. */
export function UnitTable({ found, onPick, onTurn }: UnitTableProps) {
  const { units, page, total, more } = found
  const pages = Math.ceil(total / PICKER_PAGE)
  return (
    <div>
      <table className="w-full border-collapse text-left text-control max-sm:block" aria-label="查找到的单位">
        <thead className="max-sm:sr-only">
          <tr className="border-b border-line-2 bg-canvas text-sm text-ink-2">
            <th className="w-12 px-2 py-1.5 font-semibold">序号</th>
            <th className="px-2 py-1.5 font-semibold">单位名称</th>
            <th className="w-28 px-2 py-1.5 font-semibold">注册时间</th>
            <th className="w-44 px-2 py-1.5 font-semibold whitespace-nowrap">组织机构代码(后四位)</th>
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {units.map((unit, index) => (
            <tr key={unit.id} className="border-b border-line last:border-b-0 hover:bg-canvas max-sm:block max-sm:py-2">
              <td className="num px-2 py-1.5 align-top text-ink-3 max-sm:hidden">
                {(page - 1) * PICKER_PAGE + index + 1}
              </td>
              <td className={`${cell} max-sm:block!`}>
                <button
                  type="button"
                  onClick={() => onPick(unit)}
                  className="rounded-sm text-left text-accent-strong hover:underline max-sm:min-h-9 max-sm:w-full max-sm:font-medium"
                >
                  {unit.name}
                </button>
                <span className="block text-sm text-ink-3">{unit.region}</span>
                {unit.alias && <span className="block text-sm text-ink-3">又名、曾用名：{unit.alias}</span>}
              </td>
              <td className={`${cell} num whitespace-nowrap max-sm:text-sm max-sm:text-ink-3`}>
                {unit.registeredOn}
                <span className="sm:hidden"> 注册，</span>
              </td>
              <td className={`${cell} num max-sm:text-sm max-sm:text-ink-3`}>
                <span className="sm:hidden">代码后四位 </span>
                {unit.codeTail || '无代码'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm">
        <p role="status" className="num text-ink-2">
          {countWords(found)}
          {more && '。单位太多，请多输入几个字'}
        </p>
        {pages > 1 && (
          <div className="flex items-center gap-2">
            <Button size="sm" disabled={page <= 1} onClick={() => onTurn(page - 1)}>
              上一页
            </Button>
            <span className="num text-ink-2">
              第 {page} / {pages} 页
            </span>
            <Button size="sm" disabled={page >= pages} onClick={() => onTurn(page + 1)}>
              下一页
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
