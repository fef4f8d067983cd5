import { AttachedFiles } from '@/components/file/attached-file-row'
import { UploadField } from '@/components/file/upload-field'
import { Card } from '@/components/ui/card'
import type { Materials } from '@/lib/draw/materials.dto'
import type { UploadRule } from '@/lib/file/file.rules'

type Props = { requestId: string; materials: Materials; rule: UploadRule }

const OWN =
  '接受邀请并签署承诺的专家在评审邀请中查看，业务管理员、抽取人和监督人员也能查看。评审结束前都可以增减；专家接受以后再加的，每天最多短信提醒一次。'

const placeName = (name: string | null) => (name === null ? '所有专业组' : name)

/** 评审材料 of a request: whoever asked adds and removes them here, the bureau reads them. */
export function MaterialsCard({ requestId, materials: { own, closed, places }, rule }: Props) {
  const some = places.filter(({ files }) => files.length > 0)
  return (
    <Card title="评审材料" description={own ? OWN : '由使用单位上传，接受邀请并签署承诺的专家在评审邀请中查看。'}>
      {own && closed === null ? (
        <div className="space-y-5">
          {places.map(({ groupId, name, files }) => (
            <UploadField
              key={groupId ?? 'all'}
              purpose="drawMaterial"
              drawRequestId={requestId}
              drawGroupId={groupId ?? undefined}
              rule={{ ...rule, label: places.length > 1 ? `${rule.label}：${placeName(name)}` : rule.label }}
              files={files}
            />
          ))}
        </div>
      ) : (
        <div className="space-y-4">
          {own && closed && <p className="text-ink-3">{closed}</p>}
          {some.map(({ groupId, name, files }) => (
            <section key={groupId ?? 'all'} aria-label={placeName(name)} className="space-y-2">
              {places.length > 1 && <h3 className="font-medium">{placeName(name)}</h3>}
              <AttachedFiles files={files} />
            </section>
          ))}
          {some.length === 0 && <p className="text-ink-3">没有评审材料。</p>}
        </div>
      )}
    </Card>
  )
}
