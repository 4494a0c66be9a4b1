# Payment by bank transfer.

bank-receipt = 等待一笔银行转账
bank-refund = 请把款项退还给买家
bank-payout = 请向卖家付款
bank-amount = 金额
bank-purpose = 附言
bank-payee = 收款方
bank-refund-where = 请退回到付款来源的账户。
bank-second = 已有一位运营者确认，还需要第二位作出同样的确认。
bank-order-done = 已确认。
bank-order-failed = 未能到账。可在交易中重试。
bank-order-closed = 交易已不再等待这笔款。如果款项到账，请确认：它会被退回。
button-bank-arrived = 已到账
button-bank-sent = 已汇出
button-bank-failed = 被退回
page-bank = 银行转账付款
page-bank-words = 请将 { $amount } 汇至 { $account }，附言 { $purpose }。到账后聊天会立即通知您。
payout-ask-account = 您的收款银行账户？请填 IBAN。
payout-ask-account-label = IBAN
problem-not-an-iban = 这不是有效的 IBAN：有字符错误或缺失。
