'use client'
import { RevealNumber } from '@/components/workflow/reveal-number'
import { letterKeyAction, makeLetterAction, printCoverAction } from '@/lib/draw/letter.actions'
import { PrintButton } from './paper-button'

/** A new letter, handed over as a file that only its password opens. */
export const MakeLetter = ({ id, again }: { id: string; again: boolean }) => (
  <PrintButton action={makeLetterAction} input={{ id }}>
    {again ? '重新生成并下载密封函' : '生成并下载密封函'}
  </PrintButton>
)

/** The cover that is signed over the seam. */
export const PrintCover = ({ id }: { id: string }) => (
  <PrintButton action={printCoverAction} input={{ id }}>
    打印封面
  </PrintButton>
)

/** The password, to be written down and kept apart from the letter. */
export const LetterKey = ({ id, serial }: { id: string; serial: string }) => (
  <RevealNumber
    id={id}
    of={`密封函 ${serial} `}
    what="密码"
    label="查看密封函密码"
    hint="例如：抄写后装入信封保管。"
    action={letterKeyAction}
  />
)
