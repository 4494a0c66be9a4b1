## 文件：协议
paper-page = 第 { $page } 页，共 { $pages } 页
paper-agreement-title = 采购协议 { $code }
paper-translation = 译文，仅供阅读。所签署并具有效力的文本语言为：{ $language }。
paper-tax-id = 税号：{ $id }
paper-terms = 交易条款
paper-goods = 货物
paper-partial = 分批发货
paper-yes = 允许
paper-no = 不允许
paper-tolerance = 数量允差
paper-po = 采购订单号
paper-notes = 双方备注
paper-conditions = 协议条件
paper-clause-binding = 双方均签署后，本协议方具约束力。在第二方签署之前，任何一方均可撤回自己的签名。此前不会扣款。
paper-clause-money = 总价由平台的支付服务商以{ -protection }方式保管。买方验收货物或验收期届满后，扣除平台佣金，付给卖方。
paper-clause-early = { $hours ->
   *[other] 订单成立后 { $hours } 小时内，只要卖方尚未开始备货或发货，买方可单方取消整个订单。
}
paper-clause-inspection = { $days ->
   *[other] 买方应在交付后 { $days } 天内验收货物并接受，或提出争议。逾期未表示视为接受。
}
paper-clause-disputes = 发生争议时，款项继续保管，直至双方达成一致或由平台调解员裁定。
paper-clause-form = 双方以简单电子签名签署：在此确切文本之下键入姓名，并与其指纹绑定。法律要求采用其他形式的事项（例如遗嘱、家庭事务、诉讼文书、公证文书），不得在此约定。
paper-clause-language = 以此语言的文本为准：{ $language }；译文仅供阅读。
paper-clause-keeping = 协议及其签名记录至少保存十年。任何一方均可随时导出。
paper-fingerprint = 文本指纹（SHA-256）
paper-fingerprint-words = 每次签名之前，聊天中都显示过同一指纹。文本改动任何一个字，指纹就会改变。

## 文件：证明
paper-certificate-title = 签名证明 { $code }
paper-certificate-intro = 双方已以简单电子签名签署协议 { $code }。本证明说明签署过程。
paper-signature-of = { $company }的签名（{ $role }）
paper-typed-name = 键入的姓名
paper-company = 公司、角色
paper-agreement-id = 协议、版本
paper-text-hash = 文本 SHA-256
paper-document-hash = PDF 文件 SHA-256
paper-consent = 同意书
paper-shown-at = 显示文本时间
paper-signed-at = 签署时间
paper-account = 账户
paper-platform = 平台、空间、用户
paper-message = 消息（文本所在）
paper-event = 按键事件
paper-linked = 账户关联
paper-address-agent = IP 地址、程序
paper-not-told = 未提供
paper-record = 记录、编号
paper-record-hash = 记录 SHA-256
paper-previous-hash = 前一记录 SHA-256
paper-seal = 密钥、封印（Ed25519）
paper-no-ip = 聊天平台不会向机器人提供个人的 IP 地址或设备。以上平台自身的空间、用户、消息和事件编号代替之。
paper-check = 任何人都可以凭证据包和公布的公钥，在没有本平台的情况下检验封印：{ $command }

## 文件：款项
paper-receipt-title = 收据 { $number }
paper-receipt-intro = 我们已收到买方 { $amount }。款项以{ -protection }方式保管。
paper-paid-at = 收款时间
paper-amount = 金额
paper-payment = 付款
paper-provider-ref = 支付服务商编号
paper-held-note = 买方验收货物或验收期届满后，款项付给卖方；如有争议，款项继续保管直至解决。
paper-what = 说明
paper-deal = 交易
paper-invoice-title = 发票 { $number }
paper-invoice-paid = 已于 { $at } 付清，无应付款。
paper-invoice-note = 由平台以卖方名义开具。金额为双方约定金额；卖方就此应缴的税款，仅在双方约定时列于此。
paper-release-title = 结算单 { $number }
paper-release-intro = 所保管款项已于 { $at } 分配如下。
paper-to-seller = 付给卖方
paper-to-buyer = 退还买方
paper-commission = 平台佣金
paper-commission-tax = 佣金税
paper-commission-title = 佣金发票 { $number }
paper-issued-by = 开具方
paper-issued-to = 接收方
paper-commission-line = 交易 { $code } 货物的佣金（{ $percent }）
paper-commission-kept = 已于 { $at } 从付款中扣除，无应付款。

## 聊天中的文件
papers-agreement = 请阅读全文。文档内容与此相同。
papers-translation = 您的语言版本，仅供阅读：
papers-signed = 双方均已签署。这是协议 { $code } 的副本和双方签名证明。
papers-paid = 交易 { $code } 的款项已到：收据和发票。
papers-released-seller = 交易 { $code } 已付款：结算单和我方佣金发票。
papers-released-buyer = 交易 { $code } 已结清：结算单。
papers-file-agreement = agreement-{ $code }.pdf
papers-file-certificate = certificate-{ $code }.pdf
papers-file-receipt = receipt-{ $code }.pdf
papers-file-invoice = invoice-{ $code }.pdf
papers-file-release = statement-{ $code }.pdf
papers-file-commission = commission-{ $code }.pdf
papers-file-export = parley-{ $code }.zip
papers-pay-code = 也可以扫描此码，在其他设备上付款。

## 签署
consent-1 = 我同意代表本公司，以简单电子签名的方式电子签署本协议。我已阅读具有此指纹的文本。我将收到副本，并可随时导出。
sign-again-late = 文本显示已超过一刻钟。请再次键入姓名。
sign-again-changed = 文本已更改。请重新阅读，然后键入姓名。
act-withdraw_signature = 撤回签名
confirm-withdraw_signature = 撤回贵方的签名？协议将重新等待该签名。已有记录将保留。
done-withdraw_signature = 贵方的签名已撤回。
notice-signature-withdrawn = 对方已撤回签名。
error-ceremony-incomplete = 签署之前必须显示文本、文档和同意书。请重新打开协议。
error-press-too-late = 文本显示时间过久。请重新打开协议。

## 导出
button-export = 导出我的文件
export-words = { $deals ->
   *[other] 这里是 { $deals } 笔交易的全部内容：协议、签名、消息、付款、文件。
}
export-none = 贵公司还没有协议。
