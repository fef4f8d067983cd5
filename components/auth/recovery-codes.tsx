'use client'
import { saveFile } from '@/components/form/fetch-file'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'

/** Ten recovery codes, shown this once, with the ways to keep them. */
export function RecoveryCodes({ codes, account, site }: { codes: string[]; account: string; site: string }) {
  const text = `${site} 恢复码（${account}）\n每个只能用一次。请放在安全的地方，不要和手机放在一起。\n\n${codes.join('\n')}\n`
  const download = () => saveFile('恢复码.txt', new Blob([text], { type: 'text/plain;charset=utf-8' }))
  return (
    <div className="space-y-4">
      <Alert tone="warning" title="请现在保存恢复码，离开后不再显示">
        手机丢失或更换时，用恢复码登录。每个只能用一次；请打印或抄写后放在安全的地方。
      </Alert>
      <ol aria-label="恢复码" className="num grid grid-cols-2 gap-x-6 gap-y-1 rounded-md bg-sunken p-4 text-lg">
        {codes.map(code => (
          <li key={code} className="tracking-wider whitespace-nowrap">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        <Button onClick={download}>下载保存</Button>
        <Button onClick={() => window.print()}>打印</Button>
        <CopyButton text={text} label="复制全部" />
      </div>
    </div>
  )
}
