import type { ReactNode } from 'react'
import { PrivacyLine } from '@/components/privacy/privacy-line'

/** Whoever gives data of himself has the notice at hand on every page. */
export default function Layout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <PrivacyLine />
    </>
  )
}
