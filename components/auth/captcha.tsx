'use client'
import type { WidgetMethods } from 'altcha/types'
import type {} from 'altcha/types/react'
import { type Ref, useCallback, useContext, useImperativeHandle, useRef, useState } from 'react'

import { ArithmeticCaptcha } from './arithmetic-captcha'
import { AuthRulesContext } from './auth-rules'

type Widget = HTMLElement & WidgetMethods

export type CaptchaHandle = {
  /** Loads the widget when it is needed first, lets it work, and answers its payload; null when it did not succeed. */
  solve: () => Promise<string | null>
}

type State = 'idle' | 'shown' | 'failed'

const unavailable = '安全验证没有加载成功。请检查网络后再试；仍不行请换用新版 Edge 或谷歌浏览器。'

/** What the server answers where demo mode does without a captcha; it is accepted in place of a payload there only. */
const OFF = 'off'
const CHALLENGE = '/api/captcha'

type CaptchaProps = {
  ref: Ref<CaptchaHandle>
  onSolved?: (payload: string) => void
  /** where people have to do something, it stands there from the start */
  shown?: boolean
}

/** What the policy asks for: work of the browser, or a small sum. */
export function Captcha({ ref, onSolved, shown = false }: CaptchaProps) {
  const { captcha } = useContext(AuthRulesContext)
  if (captcha === 'arithmetic') return <ArithmeticCaptcha ref={ref} shown={shown} />
  return <PuzzleCaptcha ref={ref} onSolved={onSolved} />
}

/**
 * Proof that somebody takes his time, without pictures or puzzles: the browser works for about a second. Invisible
 * until it is needed; runs by itself, and can be ticked by hand when it expired.
 */
function PuzzleCaptcha({ ref, onSolved }: Omit<CaptchaProps, 'shown'>) {
  const widget = useRef<Widget | null>(null)
  const [state, setState] = useState<State>('idle')

  const solve = useCallback(async (): Promise<string | null> => {
    try {
      if (!widget.current && (await isOff())) return OFF
      await import('./captcha-widget')
      await customElements.whenDefined('altcha-widget')
      setState('shown')
      const element = await whenMounted(widget)
      element.reset()
      await element.configure({ challenge: CHALLENGE, minDuration: 0 })
      const result = await element.verify()
      return result?.payload ?? null
    } catch {
      setState('failed')
      return null
    }
  }, [])

  useImperativeHandle(ref, () => ({ solve }), [solve])

  const attach = useCallback(
    (element: HTMLElement | null) => {
      widget.current = element as Widget | null
      element?.addEventListener('verified', event => {
        const { payload } = (event as CustomEvent<{ payload?: string }>).detail
        if (payload) onSolved?.(payload)
      })
    },
    [onSolved],
  )

  if (state === 'failed') return <p className="text-sm text-danger">{unavailable}</p>
  if (state !== 'shown') return null
  return <altcha-widget ref={attach} name="captcha-widget" style={look} configuration={CONFIGURATION} />
}

/** The widget in the colours of the house, without a box of its own. */
const look = {
  display: 'block',
  '--altcha-max-width': '100%',
  '--altcha-padding': '0',
  '--altcha-border-width': '0',
  '--altcha-color-base': 'transparent',
  '--altcha-color-base-content': 'var(--color-ink)',
  '--altcha-color-success': 'var(--color-success)',
  '--altcha-color-error': 'var(--color-danger)',
  '--altcha-checkbox-border-color': 'var(--color-edge)',
  '--altcha-checkbox-border-width': '1px',
  '--altcha-checkbox-border-radius': '3px',
  '--altcha-spinner-color': 'var(--accent)',
} as const

/** From the very first moment: no record of pointer movements, our language, no link to anybody else. */
const CONFIGURATION = JSON.stringify({
  humanInteractionSignature: false,
  hideLogo: true,
  hideFooter: true,
  language: 'zh-cn',
})

/** Demo mode may do without; the answer is the same for the whole installation. */
async function isOff(): Promise<boolean> {
  const answer: unknown = await (await fetch(CHALLENGE, { cache: 'no-store' })).json()
  return typeof answer === 'object' && answer !== null && 'off' in answer
}

/** React puts the element into the page a moment after the state changed. */
async function whenMounted(widget: { current: Widget | null }): Promise<Widget> {
  for (let tries = 0; tries < 100; tries++) {
    if (typeof widget.current?.verify === 'function') return widget.current
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  throw new Error('the captcha did not appear')
}
