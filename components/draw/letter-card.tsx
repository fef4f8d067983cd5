import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import type { LetterView } from '@/lib/draw/letter.dto'
import { LetterKey, MakeLetter, PrintCover } from './letter-deeds'

/** 密封函: the list for the day on which the system is down. The file goes to the supervisor, its password to who draws. */
export function LetterCard({ view }: { view: LetterView }) {
  const { id, newest, make, key } = view
  const why = make ?? key
  return (
    <Card
      title="密封函"
      description="评审当天系统不能使用时备用：加密的名单由监督人员下载封存，密码由抽取人保管，两人在一起才能打开。"
    >
      <div className="space-y-4">
        {newest ? (
          <DescriptionList
            columns={1}
            items={[
              { label: '序列号', value: newest.serial },
              {
                label: '生成',
                value: (
                  <>
                    {newest.by}，<Time value={newest.at} />
                  </>
                ),
              },
              ...(newest.of ? [{ label: '代替', value: `${newest.of}，请销毁` }] : []),
              { label: '文件校验值', value: <code className="break-all text-sm">{newest.sha256}</code> },
            ]}
          />
        ) : (
          <p className="text-ink-2">还没有生成过。名单确认以后，由监督人员在这一页生成。</p>
        )}
        {newest && !newest.current && (
          <Alert tone="warning" title="名单、时间或地点在这份密封函以后有变化">
            请销毁 {newest.serial}。名单确认以后，由监督人员重新生成。
          </Alert>
        )}
        {why ? (
          <Alert>{why}</Alert>
        ) : (
          <div className="flex flex-wrap items-start gap-4">
            {make === null && <MakeLetter id={id} again={newest !== null} />}
            {make === null && newest && <PrintCover id={id} />}
            {key === null && newest && <LetterKey id={id} serial={newest.serial} />}
          </div>
        )}
      </div>
    </Card>
  )
}
