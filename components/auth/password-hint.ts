/** What a good password looks like, said before it is typed; the rule itself lies in the field atom. */
export const passwordHint = '至少 10 个字符，包含大写字母、小写字母、数字、符号中的三种；不要用手机号或姓名。'
