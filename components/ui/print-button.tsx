'use client'
import { Printer } from 'lucide-react'
import { Button } from './button'

/** Prints the page; what is marked `data-no-print` stays behind. */
export function PrintButton({ label = '打印' }: { label?: string }) {
  return (
    <Button onClick={() => window.print()}>
      <Printer aria-hidden="true" className="size-4" />
      {label}
    </Button>
  )
}
