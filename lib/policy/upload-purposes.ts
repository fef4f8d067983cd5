import { z } from 'zod'

const MB = 1024 * 1024

/** What one purpose allows: types, bytes per file, number of files. */
export const uploadSchema = z.object({
  label: z.string().min(1).max(200),
  types: z.array(z.enum(['pdf', 'jpg', 'png', 'xlsx', 'csv'])).min(1),
  maxBytes: z.int().positive(),
  maxCount: z.int().positive(),
})

export type UploadRule = z.infer<typeof uploadSchema>

/** What files are uploaded for. What each belongs to, and who may upload it when: `lib/file/purpose.rules`. */
export type UploadPurpose =
  | 'evidence'
  | 'unitPicture'
  | 'unitCertificate'
  | 'idScan'
  | 'titleProof'
  | 'stampedForm'
  | 'objectionProof'
  | 'callFile'
  | 'intakeList'
  | 'exitEvidence'
  | 'exitAnswer'
  | 'drawMaterial'

/**
 * The limits of every purpose (M8). An installed policy that was written before a purpose existed lacks it and gets
 * the one from here.
 */
export const defaultUploads: Record<UploadPurpose, UploadRule> = {
  evidence: { label: '证明材料', types: ['pdf', 'jpg', 'png'], maxBytes: 10 * MB, maxCount: 3 },
  unitPicture: { label: '统一社会信用代码证图片', types: ['jpg'], maxBytes: 5 * MB, maxCount: 1 },
  unitCertificate: { label: '统一社会信用代码证', types: ['pdf'], maxBytes: 300 * MB, maxCount: 1 },
  idScan: { label: '身份证证明', types: ['pdf'], maxBytes: 2 * MB, maxCount: 1 },
  titleProof: { label: '职称证明', types: ['pdf'], maxBytes: 10 * MB, maxCount: 1 },
  stampedForm: { label: '盖章的专家信息表', types: ['pdf', 'jpg', 'png'], maxBytes: 20 * MB, maxCount: 1 },
  objectionProof: { label: '异议证明材料', types: ['pdf', 'jpg', 'png'], maxBytes: 10 * MB, maxCount: 5 },
  callFile: { label: '附件', types: ['pdf', 'jpg', 'png'], maxBytes: 20 * MB, maxCount: 10 },
  intakeList: { label: '专家名单', types: ['xlsx', 'csv'], maxBytes: 64 * MB, maxCount: 1 },
  exitEvidence: { label: '出库的证据材料', types: ['pdf', 'jpg', 'png'], maxBytes: 10 * MB, maxCount: 5 },
  exitAnswer: { label: '陈述申辩的材料', types: ['pdf', 'jpg', 'png'], maxBytes: 10 * MB, maxCount: 5 },
  // for all groups of a request, and for each of them
  drawMaterial: { label: '评审材料', types: ['pdf', 'jpg', 'png'], maxBytes: 50 * MB, maxCount: 30 },
}

/** The uploads of a policy: its own, and the defaults for what it does not name. */
export const uploadsSchema = z
  .record(z.string(), uploadSchema)
  .transform((given): Record<UploadPurpose, UploadRule> => ({ ...defaultUploads, ...given }))
