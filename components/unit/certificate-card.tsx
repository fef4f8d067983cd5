import { AttachedFiles } from '@/components/file/attached-file-row'
import { Card } from '@/components/ui/card'
import { type FileDto, fileHref } from '@/lib/file/file.dto'

const isPicture = (file: FileDto) => file.type === 'image/jpeg' || file.type === 'image/png'

/** A unit's certificate beside what it wrote: the picture to compare at a glance, every file to download. */
export function CertificateCard({ files }: { files: readonly FileDto[] }) {
  return (
    <Card title="统一社会信用代码证" description="请与上面填写的内容逐项核对。">
      <div className="space-y-4">
        {files.filter(isPicture).map(file => (
          <a key={file.id} href={fileHref(file.id)} download={file.name} className="block">
            {/* biome-ignore lint/performance/noImgElement: served through the gate, must not be kept by an optimiser */}
            <img
              src={fileHref(file.id)}
              alt={`代码证图片：${file.name}`}
              className="max-h-[32rem] w-auto max-w-full rounded-md border border-line"
            />
          </a>
        ))}
        <AttachedFiles files={files} />
      </div>
    </Card>
  )
}
