/** What whoever objects to a 公示 is told about his data (trust PR1), in our own words; the bureau replaces it. */
export const objectionNotice = (authority: string) => ({
  title: '异议人个人信息告知',
  version: '2026-11',
  body: `- **用途**：您填写的姓名、手机、邮箱、单位和上传的材料，只用于核实、办理这件异议，以及告知办理结果。
- **谁能看到**：${authority}办理公示异议的工作人员，每次查看都有记录。公示人员和他的单位看不到您是谁。
- **保存多久**：到这一批公示办结后满 3 年，由${authority}删除。
- **匿名提出的**：不用填写姓名、手机和单位。系统会记录网络地址，只为安全使用。`,
})
