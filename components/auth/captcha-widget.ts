import 'altcha/external'
import 'altcha/altcha.css'

/**
 * The altcha widget without its built-in workers, which would need `blob:` in the content security policy: the one
 * worker we use is a file of our own build. Loaded lazily, only where a captcha is asked for.
 */
globalThis.$altcha.algorithms.set(
  'PBKDF2/SHA-256',
  () => new Worker(new URL('./captcha-worker.ts', import.meta.url), { type: 'module' }),
)

globalThis.$altcha.i18n.set('zh-cn', {
  ariaLinkLabel: '',
  enterCode: '输入验证码',
  enterCodeAria: '输入您听到的验证码',
  enterCodeFromImage: '请输入图中的验证码',
  error: '安全验证没有完成，请点左边的方框再试',
  expired: '安全验证已过期，请点左边的方框再试',
  footer: '',
  getAudioChallenge: '播放语音验证码',
  label: '点此完成安全验证',
  loading: '正在加载…',
  reload: '重新加载',
  verify: '验证',
  verificationRequired: '请先完成安全验证',
  verified: '安全验证已通过',
  verifying: '正在进行安全验证…',
  waitAlert: '正在进行安全验证，请稍等',
  cancel: '取消',
})
