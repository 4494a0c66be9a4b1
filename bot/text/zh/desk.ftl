typed-case = 案
queue-held = 冻结 { $held }
queue-escalated = 等待过久

button-case-file = 案卷
case-file-title = 案卷 { $code }
case-column-when = 时间
case-column-who = 人员
case-column-what = 事项
case-timeline = 按时间顺序的全部记录
case-words = 各方原话
case-offer = 第 { $number } 号报价：{ $total }
case-message = 消息
case-edited = 消息已修改
case-deleted = 消息已在来源处删除
case-added-file = 文件：{ $name }
case-shipping = 货物
case-who = { $who ->
    [buyer] 买方
    [seller] 卖方
    [moderator] 调解员
    [operator] 运营方
    [provider] 支付服务商
   *[timer] 自动
 }
case-file-sent = 案卷已发送到您的私人聊天。
case-file-words = 案卷 { $code }：按时间顺序的全部记录，以及任何人都能核验的密封包。请保密。
case-file-name = case-{ $code }.pdf
case-bundle-name = case-{ $code }.zip
