import { CircleAlert, FileUp, RotateCcw, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { formatSize } from '@/lib/file/file.rules'
import type { UploadTask } from './use-uploads'

const words = {
  sending: '正在上传',
  offline: '网络断开，已暂停；恢复后会自动接着传',
  checking: '已传完，正在检查文件',
} as const

type Props = { task: UploadTask; onRetry: () => void; onDrop: () => void }

/** A file on its way: how far it is, or why it stopped and what can be done. */
export function UploadTaskRow({ task, onRetry, onDrop }: Props) {
  const { problem, percent, phase, name } = task
  const canRetry = problem?.remedy !== 'other'
  return (
    <li className="px-3 py-2.5 sm:px-4">
      <div className="flex items-start gap-3">
        <FileUp aria-hidden="true" className="mt-1 size-5 shrink-0 text-ink-3" />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="min-w-0 font-medium">{name}</span>
            <span className="num text-sm text-ink-3">{formatSize(task.size)}</span>
          </p>
          {phase === 'failed' ? (
            <p className="mt-1 flex gap-1.5 text-sm text-danger">
              <CircleAlert aria-hidden="true" className="mt-[0.3em] size-4 shrink-0" />
              <span>{problem?.sentence}</span>
            </p>
          ) : (
            <div className="mt-1.5">
              <progress
                aria-label={`${name} 的上传进度`}
                value={percent}
                max={100}
                className="block h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[width]"
              />
              <p className="mt-1 flex justify-between gap-4 text-sm text-ink-2">
                <span>{words[phase]}</span>
                <span className="num">{percent}%</span>
              </p>
            </div>
          )}
          {phase === 'failed' && (
            <div className="mt-2 flex flex-wrap gap-2">
              {canRetry && (
                <Button size="sm" onClick={onRetry}>
                  <RotateCcw aria-hidden="true" className="size-4" />
                  {problem?.remedy === 'continue' ? '继续上传' : '重新上传'}
                </Button>
              )}
              <Button size="sm" variant={canRetry ? 'quiet' : 'secondary'} onClick={onDrop}>
                {canRetry ? '不传了' : '知道了'}
                <span className="sr-only">：{name}</span>
              </Button>
            </div>
          )}
        </div>
        {phase !== 'failed' && (
          <button
            type="button"
            onClick={onDrop}
            aria-label={`取消上传 ${name}`}
            className="-my-1.5 -mr-2 flex size-10 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink"
          >
            <X aria-hidden="true" className="size-5" />
          </button>
        )}
      </div>
    </li>
  )
}
