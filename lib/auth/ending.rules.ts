/**
 * Why somebody finds himself logged out, for the login page; null for what he did himself, or need not know. Keys are
 * the reasons that `endSessions` is given.
 */
const sentences: Record<string, string> = {
  idle: '您离开的时间较长，为了安全已退出登录。请重新登录。',
  tooMany: '您的账号在别的设备上登录，超过了允许的数量，这里的登录已结束。如不是您本人，请登录后修改密码。',
  killed: '这台设备上的登录已被您在别处退出。如不是您本人所为，请登录后修改密码。',
  passwordChanged: '密码刚刚修改过，请用新密码登录。',
  recovered: '密码刚刚重设过，请用新密码登录。如不是您本人所为，请立即找回密码。',
  phoneChanged: '登录手机刚刚更换过，请用新的手机号码登录。',
  factorReset: '系统管理员重设了您的二次验证，请重新登录并绑定。',
  linked: '系统管理员给您重发了激活链接，请用它设置新的密码。',
  rescued: '管理员账号刚刚在服务器上重置过，请用新的链接设置密码。如不是您本人要求，请立即联系我们。',
  rolesChanged: '您的角色刚刚调整过，请重新登录。',
  disabled: '这个账号已停用。如有疑问，请联系我们。',
}

export const endingSentence = (why: string | null): string | null => (why && sentences[why]) ?? null
