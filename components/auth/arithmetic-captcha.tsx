'use client'
import { Volume2 } from 'lucide-react'
import { type Ref, useCallback, useEffect, useId, useImperativeHandle, useRef, useState } from 'react'
import { z } from 'zod'
import { boxClass } from '@/components/form/field-shell'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import type { CaptchaHandle } from './captcha'

const answerSchema = z.union([
  z.object({ off: z.literal(true) }),
  z.object({ kind: z.literal('arithmetic'), id: z.string(), picture: z.string() }),
])
type Asked = { id: string; picture: string }

const OFF = 'off'
const unavailable = '图片验证码没有加载成功，请检查网络后点「换一张」。'

/**
 * A small sum as a picture, with a voice for who cannot read it (P5, R4). Each picture takes one answer: after it a new
 * one comes by itself.
 * @param shown from the start; else it appears when it is asked for first
 */
export function ArithmeticCaptcha({ ref, shown }: { ref: Ref<CaptchaHandle>; shown: boolean }) {
  const inputId = useId()
  const input = useRef<HTMLInputElement>(null)
  const [visible, setVisible] = useState(shown)
  const [asked, setAsked] = useState<Asked | 'off' | 'failed' | null>(null)
  const [spoken, setSpoken] = useState<string | null>(null)

  const load = useCallback(async () => {
    setSpoken(null)
    if (input.current) input.current.value = ''
    try {
      const answer = answerSchema.parse(await (await fetch('/api/captcha', { cache: 'no-store' })).json())
      setAsked('off' in answer ? 'off' : answer)
    } catch {
      setAsked('failed')
    }
  }, [])

  useEffect(() => {
    if (visible) void load()
  }, [visible, load])

  const solve = useCallback(async (): Promise<string | null> => {
    if (!visible) {
      setVisible(true)
      return null
    }
    if (asked === 'off') return OFF
    const typed = input.current?.value.trim() ?? ''
    if (!asked || asked === 'failed' || typed === '') {
      input.current?.focus()
      return null
    }
    void load()
    return `${asked.id}.${typed}`
  }, [visible, asked, load])
  useImperativeHandle(ref, () => ({ solve }), [solve])

  if (!visible || asked === 'off') return null
  const picture = asked && asked !== 'failed' ? asked : null
  return (
    <div>
      <label htmlFor={inputId} className="mb-1 block font-medium">
        图片验证码<span className="font-normal text-ink-3">（必填）</span>
      </label>
      <div className="flex flex-wrap items-center gap-2">
        <input
          ref={input}
          id={inputId}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          maxLength={10}
          placeholder="请输入图片验证码"
          aria-describedby={`${inputId}-hint`}
          aria-required
          className={cx(boxClass, 'num h-control w-44')}
          onKeyDown={event => event.key === 'Enter' && event.preventDefault()}
        />
        {picture && (
          // biome-ignore lint/performance/noImgElement: a picture made for this moment, nothing to optimise
          <img
            src={picture.picture}
            alt="一道算式；看不清请点「听一遍」"
            width={128}
            height={45}
            className="rounded-md border border-line bg-white"
          />
        )}
        <Button size="sm" onClick={load}>
          换一张
        </Button>
        {picture && (
          <Button size="sm" onClick={() => setSpoken(`/api/captcha/audio?id=${picture.id}&n=${Date.now()}`)}>
            <Volume2 aria-hidden="true" className="size-4" />
            听一遍
          </Button>
        )}
      </div>
      <p id={`${inputId}-hint`} className={cx('mt-1 text-sm', asked === 'failed' ? 'text-danger' : 'text-ink-3')}>
        {asked === 'failed' ? unavailable : '请填写图中算式的结果，例如 3+5=? 填 8。'}
      </p>
      {/* biome-ignore lint/a11y/useMediaCaption: the words are the secret; who cannot hear has the picture */}
      {spoken && <audio src={spoken} autoPlay />}
    </div>
  )
}
