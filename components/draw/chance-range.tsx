import { percent } from '@/lib/draw/chances.rules'
import type { Chances } from '@/lib/draw/health.dto'

/** What chance the people of one group have to be drawn, in one sentence: the same where nobody could read a difference. */
export const ChanceRange = ({ lowest, highest }: Chances) =>
  percent(highest) === percent(lowest) ? (
    <>
      每人抽中的机会都是 <span className="num">{percent(highest)}</span>
    </>
  ) : (
    <>
      受结构要求影响，各人抽中的机会从 <span className="num">{percent(lowest)}</span> 到{' '}
      <span className="num">{percent(highest)}</span>
    </>
  )
