'use client'
import { useCallback, useEffect, useRef } from 'react'
import { useFormContext } from 'react-hook-form'
import { Captcha, type CaptchaHandle } from './captcha'

type CaptchaFieldProps = {
  /** path of the payload in the schema */
  name?: string
  /** another value asks for a fresh proof: each is good once */
  round?: number
}

/** The captcha as a field of a form: begins by itself as soon as it is shown. */
export function CaptchaField({ name = 'captcha', round = 0 }: CaptchaFieldProps) {
  const form = useFormContext()
  const captcha = useRef<CaptchaHandle>(null)
  const keep = useCallback((payload: string) => form.setValue(name, payload), [form, name])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is what asks for a new proof
  useEffect(() => {
    let stale = false
    form.setValue(name, undefined)
    void captcha.current?.solve().then(payload => {
      if (payload && !stale) keep(payload)
    })
    return () => {
      stale = true
    }
  }, [round, keep, form, name])

  return <Captcha ref={captcha} onSolved={keep} />
}
