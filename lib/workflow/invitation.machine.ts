import type { Machine } from './machine'

export type InvitationStatus = 'sent' | 'accepted' | 'declined' | 'revoked'
export type InvitationEvent = 'resend' | 'accept' | 'decline' | 'revoke'

export type InvitationFacts = {
  /** its days have passed, by the clock of the server */
  expired: boolean
  /** what is personal was removed, some time after it ended */
  cleared: boolean
}

export const whyCleared = '这份邀请结束已超过 30 天，其中的个人信息已经删除，不能再办理。需要邀请的，请新发一份。'

const whyExpired = ({ expired }: InvitationFacts) =>
  expired ? '这份邀请已过期，不能再答复。请联系邀请您的部门重新发送。' : null

/**
 * The workflow of 邀请入库 (S§6, C6): 已发出 → 已接受, 已谢绝 or 已撤回. That it is expired is no step: it follows from the
 * clock (`invitationState`); sending it again makes a new link and ends the old one.
 */
export const invitationMachine: Machine<InvitationStatus, InvitationEvent, InvitationFacts> = {
  name: '入库邀请',
  labels: { sent: '已发出', accepted: '已接受', declined: '已谢绝', revoked: '已撤回' },
  begins: { send: '发出邀请' },
  rows: [
    {
      event: 'resend',
      from: ['sent'],
      to: 'sent',
      permission: 'invite.send',
      label: '重新发送',
      asks: { opinion: 'none' },
      waitsFor: ({ cleared }) => (cleared ? whyCleared : null),
    },
    {
      event: 'accept',
      from: ['sent'],
      to: 'accepted',
      permission: 'invite.answer',
      label: '接受邀请',
      asks: { opinion: 'none' },
      waitsFor: whyExpired,
    },
    {
      event: 'decline',
      from: ['sent'],
      to: 'declined',
      permission: 'invite.answer',
      label: '谢绝',
      asks: { opinion: 'optional' },
      waitsFor: whyExpired,
    },
    {
      event: 'revoke',
      from: ['sent'],
      to: 'revoked',
      permission: 'invite.send',
      label: '撤回邀请',
      asks: { opinion: 'none' },
      waitsFor: ({ cleared }) => (cleared ? whyCleared : null),
    },
  ],
}
