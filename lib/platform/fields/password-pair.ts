import { z } from 'zod'
import { type PasswordMode, passwordProblems } from './password'

/** The second box of a new password; that both agree is checked by `passwordFits`. */
export const passwordAgain = () =>
  z.string({ error: '请再输入一次密码' }).min(1, '请再输入一次密码').max(300, '密码太长')

type Pair = { password: string; passwordAgain: string }

/**
 * For `superRefine` on a schema with `password` and `passwordAgain`: both agree, and nothing of the person is in it.
 * @param words what must not be in the password
 */
export function passwordFits<T extends Pair>(
  words: (input: T) => readonly (string | null | undefined)[],
  mode?: PasswordMode,
) {
  return (input: T, ctx: z.core.$RefinementCtx<T>): void => {
    if (input.password !== input.passwordAgain.normalize('NFKC'))
      ctx.addIssue({ code: 'custom', path: ['passwordAgain'], message: '两次输入的密码不一致，请重新输入' })
    const [problem] = passwordProblems(input.password, { mode, words: words(input) })
    if (problem) ctx.addIssue({ code: 'custom', path: ['password'], message: problem })
  }
}
