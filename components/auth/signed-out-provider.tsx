'use client'
import { type ReactNode, useCallback, useRef, useState } from 'react'
import { SignedOutContext } from '@/components/form/form-context'
import { LoginDialog, type PageOwner } from './login-dialog'

/** Gives the forms below a way to log in again without leaving the page. Stands in the frame of each console. */
export function SignedOutProvider({ owner, children }: { owner: PageOwner; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const waiting = useRef<(() => void)[]>([])
  const ask = useCallback((signedIn: () => void) => {
    waiting.current.push(signedIn)
    setOpen(true)
  }, [])
  return (
    <SignedOutContext.Provider value={ask}>
      {children}
      {open && (
        <LoginDialog
          open
          owner={owner}
          onOpenChange={next => {
            setOpen(next)
            if (!next) waiting.current = []
          }}
          onSignedIn={() => {
            setOpen(false)
            for (const signedIn of waiting.current.splice(0)) signedIn()
          }}
        />
      )}
    </SignedOutContext.Provider>
  )
}
