import { Check, X } from 'lucide-react'
import type { Ref } from 'react'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PrintButton } from '@/components/ui/print-button'
import type { FileVerified } from '@/lib/draw/seal/verify-file'

type Props = { name: string; verified: FileVerified; headRef?: Ref<HTMLDivElement> }

/** What came out: the verdict, what the file says, and each thing that was looked at. */
export function VerifyResult({ name, verified, headRef }: Props) {
  const { kind, title, note, facts, checks, next, compare = '' } = verified
  const broken = checks.filter(({ passed }) => !passed)
  if (kind === 'unknown')
    return (
      <Alert ref={headRef} tabIndex={-1} tone="danger" role="alert" title={title}>
        {note}
      </Alert>
    )
  return (
    <div className="space-y-5">
      <Alert
        ref={headRef}
        tabIndex={-1}
        role={broken.length > 0 ? 'alert' : 'status'}
        tone={broken.length > 0 ? 'danger' : next ? 'info' : 'success'}
        title={broken.length > 0 ? '核验不通过' : next ? '文件本身没有问题，还要对照' : '核验通过'}
      >
        {broken.length > 0 ? (
          <>
            <p>{title}，文件里有内容对不上，不能作为抽取的证明：</p>
            <ul className="mt-1 list-disc space-y-1 pl-5">
              {broken.map(one => (
                <li key={one.name}>
                  {one.title}：{one.sentence}
                </li>
              ))}
            </ul>
          </>
        ) : next ? (
          `${title}。${next}`
        ) : (
          `${title}，${checks.length} 项都与重新计算的结果相符。${compare}`
        )}
      </Alert>
      {note && (
        <Alert tone="warning" title="请注意">
          {note}
        </Alert>
      )}
      <Card title="逐项核验" flush>
        <ul className="divide-y divide-line">
          {checks.map(one => (
            <li key={one.name} className="flex gap-3 px-4 py-2.5 sm:px-5">
              {one.passed ? (
                <Check aria-hidden="true" className="mt-[0.2em] size-5 shrink-0 text-success" />
              ) : (
                <X aria-hidden="true" className="mt-[0.2em] size-5 shrink-0 text-danger" />
              )}
              <div className="min-w-0 sm:grid sm:flex-1 sm:grid-cols-[11em_1fr] sm:gap-x-4">
                <p className="font-semibold">
                  <span className="sr-only">{one.passed ? '相符：' : '不符：'}</span>
                  {one.title}
                </p>
                <p className={one.passed ? 'text-ink-2' : 'text-danger'}>{one.sentence}</p>
              </div>
            </li>
          ))}
        </ul>
      </Card>
      {facts.length > 0 && (
        <Card
          title="文件中的内容"
          description={name}
          actions={
            <span data-no-print>
              <PrintButton />
            </span>
          }
        >
          <DescriptionList
            columns={1}
            items={facts.map(({ label, value }) => ({
              label,
              value: <span className="wrap-anywhere">{value}</span>,
            }))}
          />
        </Card>
      )}
    </div>
  )
}
