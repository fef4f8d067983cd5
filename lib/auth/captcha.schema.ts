import { z } from 'zod'

/** What the captcha widget hands over; looked into by `verifyCaptcha` only. Absent where none was asked for. */
export const captchaPayload = () => z.string({ error: '请先完成安全验证' }).max(4000, '请重新完成安全验证').optional()

const number = z.number().int().nonnegative()

/** The decoded payload of the widget: the challenge as we signed it, and its solution. */
export const solvedSchema = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.string().max(40),
      nonce: z.string().max(200),
      salt: z.string().max(200),
      cost: number,
      keyLength: number,
      keyPrefix: z.string().max(200),
      keySignature: z.string().max(200),
      expiresAt: number,
      data: z.object({ browser: z.string().max(100) }),
    }),
    signature: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  solution: z.object({ counter: number, derivedKey: z.string().max(200) }),
})
