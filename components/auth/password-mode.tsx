'use client'
import { createContext, type ReactNode, useContext } from 'react'
import type { PasswordMode } from '@/lib/platform/fields/password'

const PasswordModeContext = createContext<PasswordMode>('dengbao')

/** Tells the forms below which rule passwords follow here. */
export function PasswordModeProvider({ mode, children }: { mode: PasswordMode; children: ReactNode }) {
  return <PasswordModeContext.Provider value={mode}>{children}</PasswordModeContext.Provider>
}

const hints: Record<PasswordMode, string> = {
  dengbao: '至少 10 个字符，包含大写字母、小写字母、数字、符号中的三种；不要用手机号或姓名。',
  nist: '至少 15 个字符，可以用几个不相干的词连成一句；不要用手机号或姓名。',
}

/** What a good password looks like, said before it is typed; the rule itself lies in the field atom. */
export function PasswordHint() {
  return hints[useContext(PasswordModeContext)]
}
