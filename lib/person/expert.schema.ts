import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { dictCode, disciplineCode, uuid } from '@/lib/platform/fields/codes'
import { email, phone, smsCode } from '@/lib/platform/fields/contact'
import { documentNumber } from '@/lib/platform/fields/documents'
import { personName } from '@/lib/platform/fields/names'
import { ownPassword } from './person.schema'

const chooseUnit = '请选择工作单位'

const expert = z.object({
  name: personName('专家姓名'),
  docNumber: documentNumber('mainlandId'),
  unitId: z.string({ error: chooseUnit }).min(1, chooseUnit).pipe(uuid()),
  titleCode: dictCode('title', '技术职称'),
  discipline: disciplineCode('学科专业'),
  phone: phone(),
  smsCode: smsCode(),
  /** asked for where the code goes there */
  email: optional(email()).optional(),
  /** the 征集批次 by which he comes */
  callId: optional(uuid()).optional(),
  /** the version of 专家注册须知 he read before the form */
  noticeVersion: z.string({ error: '请先阅读专家注册须知' }).min(1, '请先阅读专家注册须知').max(20, '请刷新页面后再试'),
  agreed: z.literal(true, { error: '请阅读并同意用户注册协议和个人信息处理告知' }),
  /** the answer to the question about somebody of the same name (R5) */
  notMe: z.boolean().optional(),
})

/** 专家注册 (R4): the few fields with which an expert begins; the profile follows after the first login. */
export const registerExpertSchema = expert.and(ownPassword('登录密码'))
export type RegisterExpert = z.output<typeof registerExpertSchema>
