import { keepRecords, openRecords } from './lib/keeper.mjs'
import { Sentence, say, tell } from './lib/say.mjs'

/**
 * `npm run keep -- postgresql://postgres:…@主机/数据库`: the records of who did what belong to a role of their own, so
 * that the system cannot change them even if somebody took it over. `--open` before an upgrade gives them back.
 */
async function main(args) {
  const open = args.includes('--open')
  const url = args.find(arg => /^postgres(ql)?:\/\//.test(arg))
  if (!url) throw new Sentence('请给出数据库管理员的地址：npm run keep -- postgresql://postgres:口令@主机:5432/数据库')
  const done = await (open ? openRecords(url) : keepRecords(url))
  if (!done) throw new Sentence('这个数据库里还没有本系统的表，请先运行 npm run start 或 npm run setup。')
  say(
    open
      ? '已交还给系统的账号，可以升级；升级后请再运行一次 npm run keep。'
      : '审计记录和办理记录已交给专门的角色保管。',
  )
}

main(process.argv.slice(2)).catch(tell)
