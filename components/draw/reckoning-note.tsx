import { Spinner } from '@/components/ui/spinner'
import { Time } from '@/components/ui/time'
import type { Reckoning } from '@/lib/draw/reckoning.rules'

/** A lottery that is being reckoned: since when, and how far it is. */
export const ReckoningNote = ({ reckoning: { since, lasting, words } }: { reckoning: Reckoning }) => (
  <div className="mt-2 text-ink-2">
    <p>
      <Spinner className="mr-2" />
      <Time value={since} /> 开始计算，已用 <span className="num">{lasting}</span>。
    </p>
    <p>{words}</p>
  </div>
)
