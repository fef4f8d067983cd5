'use client'
import { useState } from 'react'
import { TextField } from './text-field'
import type { FieldProps } from './use-field'

type PasswordFieldProps = FieldProps & {
  /** tells password managers whether to fill in or to propose */
  autoComplete: 'current-password' | 'new-password'
  placeholder?: string
}

/** A password that can be looked at while typing; pasting and password managers are welcome. */
export function PasswordField(props: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      inside={
        <button
          type="button"
          aria-pressed={shown}
          aria-label={`显示${props.label}`}
          onClick={() => setShown(!shown)}
          className="min-h-8 rounded-sm px-2 text-sm text-accent-strong hover:bg-accent-soft"
        >
          {shown ? '隐藏' : '显示'}
        </button>
      }
    />
  )
}
