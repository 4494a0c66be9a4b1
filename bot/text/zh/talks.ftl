## 对话
talk-over = 该表单已结束。
talk-cancelled = 已取消，未作任何更改。
talk-continue = 您还有未完成的事项：{ $title }。

offer-title = 您的报价
offer-about = { $product }，标价 { $price } { $unit }
offer-last = 交易 { $code } 的上一份报价，第 { $number } 号：总计 { $total }
offer-ask-quantity = 需要多少数量？
offer-ask-quantity-label = 数量
offer-ask-price = 您报的单价是多少？
offer-ask-price-label = 单价
offer-ask-freight = 另加运费共多少？
offer-ask-freight-label = 运费
offer-no-freight = 不另加运费
offer-ask-incoterm = 采用哪种贸易术语（Incoterms 2020）？
offer-ask-incoterm-label = 贸易术语
offer-ask-place = 指定地点是哪里？
offer-ask-place-label = 地点
offer-ask-lead = 须在多少天内发货？
offer-ask-lead-label = 备货期（天）
offer-ask-valid = 您的报价有效多久？
offer-ask-valid-label = 有效期
valid-24h = 24 小时
valid-72h = 3 天
valid-7d = 7 天
offer-ask-notes = 还有补充吗？
offer-ask-notes-label = 备注

sign-title = 阅读并签署
sign-hash = 此文本的指纹（SHA-256，已缩短）：{ $hash }…
papers-hash = 此文本的指纹（SHA-256）：{ $hash }
sign-ask-name = 请输入您的法定全名。
sign-ask-name-label = 法定姓名

ship-title = 发货
ship-ask-carrier = 使用哪家承运商？
ship-ask-carrier-label = 承运商
ship-ask-tracking = 运单号是多少？
ship-ask-tracking-label = 运单号
ship-ask-quantity = 这批货物的数量是多少？
ship-ask-quantity-label = 数量

cancel-title = 请求取消
cancel-ask-reason = 原因是什么？对方会看到。
cancel-ask-reason-label = 原因

extension-title = 请求延期
extension-ask-days = 还需要多少天？
extension-ask-days-label = 天数
extension-ask-reason = 原因是什么？买方会看到。
extension-ask-reason-label = 原因

dispute-title = 提起纠纷
dispute-ask-reason = 出了什么问题？
dispute-early = 卖方在 { $at } 之前仍可发货。在此之前且尚无货物到达时，只有欺诈可作为理由。
dispute-ask-reason-label = 原因
dispute-ask-statement = 请描述清楚，使调解员能够理解：至少 100 个字符，或简短说明并附上照片或文件。
dispute-ask-statement-label = 陈述

answer-title = 答复纠纷
answer-ask-statement = 您对此有何说明？
answer-ask-statement-label = 答复

ruling-title = 裁定案件
ruling-ask-outcome = 您如何裁定？
ruling-ask-outcome-label = 裁定
ruling-ask-refund = 退还买方多少？填写金额或百分比。
ruling-ask-refund-label = 退还买方
ruling-ask-resolution = 请说明理由，双方都会看到。
ruling-ask-resolution-label = 理由

register-title = 加入市场
register-ask-name = 您的姓名？
register-ask-name-label = 姓名
register-ask-company = 您代表哪家公司交易？
register-ask-company-label = 公司
register-ask-address = 您的收货地址？
register-ask-address-label = 收货地址
register-ask-currency = 您通常使用哪种货币交易？
register-ask-currency-label = 货币

address-title = 收货地址

sell-title = 出售商品
sell-ask-name = 您出售什么？请用一行说明。
sell-ask-name-label = 名称
sell-ask-category = 属于哪个类别？
sell-ask-category-label = 类别
sell-ask-unit = 以什么单位计量？
sell-ask-unit-label = 单位
sell-ask-currency = 价格使用哪种货币？
sell-ask-currency-label = 货币
sell-ask-price = 单价是多少？
sell-ask-price-label = 价格
sell-ask-minimum = 最小起订量是多少？
sell-ask-minimum-label = 最小起订量
sell-ask-stock = 库存有多少？
sell-ask-stock-label = 库存
sell-ask-description = 请用几句话描述。
sell-ask-description-label = 描述
restock-title = 修改库存

message-title = 给对方留言
message-ask = 您想说什么？对方看不到您的账号。
message-ask-label = 消息

evidence-title = 补充证据
evidence-ask-statement = 什么能证明您有理？
evidence-ask-statement-label = 证据

settlement-title = 提出和解
settlement-ask-amount = 保管的款项中退还买方多少？填写金额或百分比，其余归卖方。
settlement-ask-amount-label = 退还买方

return-title = 退回货物
return-ask-tracking = 退货的运单号是多少？
return-ask-tracking-label = 运单号

appeal-title = 申诉
appeal-ask-statement = 有什么新情况？将由另一位调解员审阅（至少 20 个字符）。
appeal-ask-statement-label = 新证据

freeze-title = 暂停此交易
freeze-ask-reason = 原因是什么？将记录在案。
freeze-ask-reason-label = 原因
talk-review-again = 交易在此期间已有变化。尚未发送任何内容：请再看一遍，然后发送。
