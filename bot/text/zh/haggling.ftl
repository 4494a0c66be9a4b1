# 议价：快捷报价、变化、历史、草稿。
offer-ask-line = 或者用一行写完，例如：500件，单价4.20，工厂交货，3周。它会填好下面的各项。
offer-ask-line-label = 一行写完
offer-ask-payer = 运费由谁付给承运人？
offer-ask-payer-label = 运费承担方
offer-ask-tolerance = 在总价不变的情况下，最多可以多交付百分之几？
offer-ask-tolerance-label = 数量允差（%）
offer-ask-parts = 货物可以分批发运吗？
offer-ask-parts-label = 分批发运
offer-ask-release = 每批货物单独验收并付款吗？
offer-ask-release-label = 按批付款
offer-ask-inspection = 买方有多少天检验货物？
offer-ask-inspection-label = 检验天数
offer-ask-po = 买方的采购订单号是多少？
offer-ask-po-label = 采购订单号
freight-payer-buyer = 买方
freight-payer-seller = 卖方，含在价格内
answer-yes = 是
answer-no = 否
hours = { $hours ->
   *[other] { $hours }小时
}
button-more-terms = 更多条款
button-offers = 全部报价
button-renew-offer = 再次报价
button-repeat = 再订一次
button-draft = 由此生成报价
offer-chip-list = { $goods }，单价{ $price }
offer-chip-last = 同上次：{ $goods }，单价{ $price }
offer-chip-less5 = −5 %：{ $price }
offer-chip-less10 = −10 %：{ $price }
offer-chip-middle = 取中间：{ $price }
offer-chip-hold = 按对方条款，单价{ $price }
offer-changed = 与第{ $number }号报价相比：
offer-unchanged = 条款与第{ $number }号报价相同。
offer-difference = { $what }：{ $before } → { $after }
term-quantity = 数量
term-tolerance_percent = 允差
term-unit_price = 单价
term-freight = 运费
term-freight_payer = 运费承担方
term-incoterm = 贸易术语
term-place = 地点
term-lead_time_days = 备货时间
term-partial_shipments = 分批发运
term-partial_release = 按批付款
term-inspection_days = 检验期
term-po_number = 采购订单号
term-notes = 备注
offer-days-left = { $days ->
   *[other] 还有{ $days }天有效。
}
offer-hours-left = { $hours ->
   *[other] 还有{ $hours }小时有效。
}
offer-minutes-left = { $minutes ->
   *[other] 还有{ $minutes }分钟有效。
}
offers-title = { $code }的报价：{ $product }
offers-number = 第{ $number }号，{ $at }
offers-line = { $author }：{ $goods }，单价{ $price }，合计{ $total }（{ $status }）
offer-status-active = 等待答复
offer-status-countered = 已还价
offer-status-accepted = 已接受
offer-status-declined = 已拒绝
offer-status-withdrawn = 已撤回
offer-status-expired = 已过期
chart-legend = 图中圆点是买方的报价，方块是卖方的报价：逐次报价的单价。
chart-alt = { $count ->
   *[other] { $count }次报价的单价。买方最近：{ $buyer }。卖方最近：{ $seller }。
}
offer-which = 在哪笔交易中？请先写它的代码，例如：报价 代码 500件 单价4.20
offer-nowhere = 您没有进行中的洽谈。请打开一个商品并在那里报价；第一个问题也接受一整行条款。
terms-seen = 这看起来是交易条款，目前还没有报价。
menu-offer = 一行报价：先写交易，再写条款
typed-offer = 报价
