import { percent } from '@/lib/draw/chances.rules'
import type { Chances, FairGroup, FairHealth } from '@/lib/draw/health.dto'

/** What those who could sit in a group may expect of a fair lottery, about. */
export function FairChances({ chances, least, most, never, either }: FairGroup) {
  return (
    <div className="text-sm text-ink-2">
      {chances && <Range {...chances} either={either} />}
      {least && <p>机会最低：{least}</p>}
      {most && <p>机会最高：{most}</p>}
      {never && (
        <p>
          按现在的要求怎么也抽不到：<span className="num">{never}</span>
        </p>
      )}
    </div>
  )
}

const Range = ({ lowest, highest, either }: Chances & { either: boolean }) => {
  const into = either ? '（进这一组或别的组，合计）' : ''
  return highest === lowest ? (
    <p>
      每人抽中的机会{into}都约 <span className="num">{percent(highest)}</span>
    </p>
  ) : (
    <p>
      各人抽中的机会{into}约 <span className="num">{percent(lowest)}</span> 到{' '}
      <span className="num">{percent(highest)}</span>
    </p>
  )
}

/** How far somebody follows whoever declines. */
export const FairFollow = ({ fair: { follow } }: { fair: FairHealth }) =>
  follow && (
    <p className="border-t border-line pt-3">
      <span className="font-semibold">递补：</span>
      {follow}
    </p>
  )

/** Which requirements make chances smaller, and how many were not looked at. */
export function FairCosts({ fair: { costs, left } }: { fair: FairHealth }) {
  if (costs.length === 0 && left === 0) return null
  return (
    <section aria-labelledby="fair-costs" className="border-t border-line pt-3">
      <h3 id="fair-costs" className="font-semibold">
        哪些要求让机会变低
      </h3>
      <ul className="mt-1 list-disc space-y-1 pl-5">
        {costs.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {left > 0 && (
        <p className="mt-1 text-sm text-ink-2">
          {costs.length > 0 ? '另有' : '有'} <span className="num">{left}</span> 条可能也有影响，人多，没有逐条算。
        </p>
      )}
    </section>
  )
}
