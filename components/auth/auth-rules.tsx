'use client'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { PasswordMode } from '@/lib/platform/fields/password'

type AuthRules = { passwordMode: PasswordMode; captcha: 'puzzle' | 'arithmetic' }
export const AuthRulesContext = createContext<AuthRules>({ passwordMode: 'dengbao', captcha: 'puzzle' })

/** Tells the forms below what the policy asks of passwords and visitors. */
export function AuthRulesProvider({ passwordMode, captcha, children }: AuthRules & { children: ReactNode }) {
  const rules = useMemo(() => ({ passwordMode, captcha }), [passwordMode, captcha])
  return <AuthRulesContext.Provider value={rules}>{children}</AuthRulesContext.Provider>
}

const hints: Record<PasswordMode, string> = {
  dengbao: '至少 10 个字符，包含大写字母、小写字母、数字、符号中的三种；不要用手机号或姓名。',
  nist: '至少 15 个字符，可以用几个不相干的词连成一句；不要用手机号或姓名。',
}

/** What a good password looks like, said before it is typed; the rule itself lies in the field atom. */
export function PasswordHint() {
  return hints[useContext(AuthRulesContext).passwordMode]
}
