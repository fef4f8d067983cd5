import { Alert } from '@/components/ui/alert'
import { Time } from '@/components/ui/time'

type Props = { scanner: boolean; backlog: { count: number; since: Date | null } }

/** Tells the administrator of the system what is wrong with the virus scanner; nothing when all is well. */
export function ScannerNotice({ scanner, backlog }: Props) {
  if (!scanner)
    return (
      <Alert tone="danger" title="没有病毒扫描">
        上传的文件没有经过病毒检查（SCANNER=none）。请安装 clamd，在设置文件中写 SCANNER=clamd 和 CLAMD
        的地址，然后重新启动。
      </Alert>
    )
  if (!backlog.since) return null
  return (
    <Alert tone="danger" title={`有 ${backlog.count} 个文件在等待病毒检查`}>
      最早的一个从 <Time value={backlog.since} /> 开始等待，检查完成之前不能提交和查看。请检查 clamd 是否在运行；
      一直等待的，也可能是文件超过了 clamd 的大小限制（StreamMaxLength）。
    </Alert>
  )
}
