# 裁决：结果、理由，以及涉及哪些货物。
fact-verdict = 裁决
fact-first-verdict = 申诉前的裁决
first-verdict-amount = 据此退还买方 { $amount }。
verdict = { $outcome } – { $reason }
verdict-settled = 双方自行和解
verdict-shipment = 第 { $number } 批货
verdict-shipments = 自第 { $number } 批起的各批货
verdict-unshipped = 未发货
verdict-line = { $line }：{ $goods }中 { $back } 件退款
verdict-share = { $goods }中 { $back } 件退款：买方得 { $buyer }，卖方得 { $seller }（扣佣金前）

outcome-lines = 按数量
outcome-return = 先退货
why-not_delivered = 未交货
why-late = 交货过迟
why-incomplete = 数量不足
why-not_as_described = 与描述不符
why-damaged_in_transit = 运输中损坏
why-as_agreed = 已按约定交货
why-evidence_missing = 缺少证据
why-settled = 双方意见一致
why-fraud = 欺诈
why-other = 其他理由
why-no_decision = 无人按时裁决
why-returned = 货物已退回
why-not_returned = 货物未退回

ruling-ask-units = { $line }，{ $goods }：买方可就多少件收回货款？（仅用于“按数量”。）
ruling-ask-units-label = { $line }：退款件数
ruling-ask-reason = 出于什么理由？双方会以各自的语言看到。
ruling-ask-reason-label = 理由类别
send-back-title = 要求退货
send-back-then = 买方先把货物退回。卖方收到后，或未按时提出异议时：

stats-reasons = 案件为何如此结束
case-verdict = { $act }：{ $outcome } – { $reason }
