import type { Chances } from '@/lib/draw/health.dto'

/** A chance as people read it: 12.5 %, 0.08 %. */
const percent = (chance: number) => `${(chance * 100).toPrecision(chance < 0.1 ? 2 : 3).replace(/\.0+$/, '')}%`

/** What chance the people of one group have to be drawn, in one sentence. */
export const ChanceRange = ({ lowest, highest }: Chances) =>
  highest - lowest < 1e-9 ? (
    <>
      每人抽中的机会都是 <span className="num">{percent(highest)}</span>
    </>
  ) : (
    <>
      受结构要求影响，各人抽中的机会从 <span className="num">{percent(lowest)}</span> 到{' '}
      <span className="num">{percent(highest)}</span>
    </>
  )
