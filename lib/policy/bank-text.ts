/** The text somebody agrees to before his bank account is kept (trust PR6), in our own words; the bureau replaces it. */
export const bankAgreement = (authority: string) => ({
  title: '银行账户信息单独同意书',
  version: '2026-11',
  body: `## 为什么收集

用于${authority}向您支付评审、咨询等活动的劳动报酬。

## 收集哪些信息

银行行号（可以不填）、开户银行全称、账号。只用您本人名下的账户。

## 什么时候使用

- 您接受某次活动的邀请并完成工作以后，支付报酬时使用；
- 您自己导出专家信息表时，印在您本人的那一份上。

审核入库申请、抽取专家都不使用这些信息，审核人员看不到。

## 怎样保护

账号加密保存，页面上只显示末四位，保存、使用、撤回都有记录。

## 您可以不同意，也可以随时撤回

不填写、不同意，不影响申请入库和参加活动，需要支付报酬时再提供也可以。同意后可以随时在“银行账户”页面撤回，撤回后立即删除已保存的账户信息，不再使用；撤回前已经完成的支付不受影响。`,
})
