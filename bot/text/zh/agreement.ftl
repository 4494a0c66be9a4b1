## 协议
agreement-heading = 协议

## 协议的条款与条件
paper-incoterm = { $delivery }（Incoterms 2020）
paper-freight-payer = 运费承担方
paper-freight-on-top = 买方，计入总价
paper-freight-buyer = 买方，另行付给承运人，不含在总价内
paper-freight-seller = 卖方，含在价格内
paper-freight-incoterm = 按交货术语承担运费的一方
paper-release = 按批付款
paper-release-yes = 已约定
paper-release-no = 未约定
paper-tolerance-none = 无
paper-tolerance-more = 最多多发 { $percent } %，总价不变
paper-clause-shipping = { $days ->
   *[other] 双方均签署且款项已受保管后，订单即告成立；卖方应在订单成立后 { $days } 天内发货。逾期后，除非双方另行约定延期，买方可取消尚未发货的部分。
}
paper-clause-parts-yes = 每批货物单独付款：买方接受该批货物，或其验收期届满而未表示异议时，该批在总价中所占的份额即付给卖方。
paper-clause-parts-no = 全部货物一次性付款给卖方：接受其中一批并不放款。
problem-mistyped-tax-id = { $number } 不可能正确：校验位或长度不符。请与您的文件核对。
