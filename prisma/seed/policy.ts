import 'server-only'
import { canonicalJson } from '@/lib/platform/canonical'
import { db } from '@/lib/platform/db'
import { sha256 } from '@/lib/platform/ids'
import { policySchema } from '@/lib/policy/policy.schema'
import { presetNamed } from '@/lib/policy/presets/all'

/**
 * Loads the preset the settings name as the first policy version. An installation keeps its policy: once there is
 * a version, the preset is not loaded again.
 * @param wanted the preset; empty where the settings name none: what is installed stays, and a new one is `demo`
 * @throws Error with a sentence when the preset does not exist or is not the one installed
 */
export async function loadPolicy(wanted: string): Promise<void> {
  const installed = await db().policyVersion.findFirst({ orderBy: { id: 'asc' } })
  const name = wanted || (installed?.preset ?? 'demo')
  const policy = policySchema.parse(presetNamed(name))
  if (installed) {
    if (installed.preset !== name)
      throw new Error(
        `这个数据库装的是「${installed.preset}」政策，不能再用 POLICY=${name} 启动。请改回原来的设置，或换一个空数据库。`,
      )
    return
  }
  await db().policyVersion.create({
    data: {
      preset: name,
      data: policy as object,
      hash: sha256(canonicalJson(policy)),
      effectiveFrom: new Date(0),
      createdBy: '安装',
    },
  })
}
