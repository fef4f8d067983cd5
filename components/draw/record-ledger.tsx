import { buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Hash } from './record-parts'

/** 封存总账: the head of the list of all seals, and the list as a file. @param size how many seals there are */
export const RecordLedger = ({ size, root }: { size: number; root: string }) => (
  <Card title="封存总账" className="mt-6">
    <p>
      到现在共封存 <span className="num">{size}</span> 次，每次封存都按先后记入总账，只增不改。总账根值：
      <span className="block">
        <Hash value={root} />
      </span>
    </p>
    <p className="mt-2 text-sm text-ink-2">
      现在保存一份总账，以后与新的总账一起放进“核验抽取结果”页，就能看出有没有哪一次封存被删去或改动。
    </p>
    <p className="mt-3" data-no-print>
      <a href="/api/draw-ledger" download className={buttonClass('secondary')}>
        下载封存总账
      </a>
    </p>
  </Card>
)
