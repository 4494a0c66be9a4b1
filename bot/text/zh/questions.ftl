button-question = 提问
button-reply = 答复调解员
button-reply-to = 回答 { $at } 的问题
question-title = 案件提问
question-intro = 案件 { $code }。双方只会看到“案件 { $code } 的调解员”，绝不会看到姓名。
question-ask-to = 问谁？
question-ask-to-label = 对象
question-to-buyer = 买方
question-to-seller = 卖方
question-to-both = 双方
question-ask-topic = 问什么？常用问题会以各自的语言显示。
question-ask-topic-label = 问题
question-ask-words = 请用自己的话提问。内容将原样转达，并附上案件编号。
question-ask-words-label = 自己的话
topic-photos = 损坏照片
topic-words-photos = 请发送损坏照片：整批货物、每件损坏物品的近照以及包装。
topic-shipment = 发货证明
topic-words-shipment = 请发送发货证明：承运人开具的单据，需有日期、运单号和收件人。
topic-delivery = 送达证明
topic-words-delivery = 请发送送达证明：签收的送货单，或承运人出具的、有日期和姓名的确认。
topic-label = 运单标签
topic-words-label = 请发送运单标签的照片，地址和运单号须清晰可读。
topic-settle = 怎样才能解决
topic-words-settle = 对您来说怎样才算解决？请说明金额，或希望怎样处理。
topic-own = 其他
done-question = 问题已发出。答复会发到该案件的讨论串，没有讨论串时发到您的私人聊天，并记入案卷。
question-from = 案件 { $code } 的调解员提问：
question-read-by-desk = 您的答复会记入案件，不会向对方展示。
question-read-by-both = 双方都被问到此问题，双方都能看到彼此的答复。
question-check = 调解员只通过本机器人联系您。如需核实真伪，请发送：{ typed-case } { $code }
reply-title = 答复调解员
reply-ask = 您的答复是什么？它将记入案卷，无法撤回。
reply-ask-label = 您的答复
reply-from = 案件 { $code }：{ $who } 已答复。
done-reply = 您的答复已记入案件 { $code }，调解员会收到通知。
genuine-yes = 属实：{ $code } 是关于您的交易 { $deal } 的案件。
genuine-taken = 本案已有调解员负责。
genuine-free = 本案尚无调解员接手。
genuine-asked = 本案调解员的提问
genuine-nothing-asked = 本案中没有向您提过任何问题。声称有的人并非我方人员。
case-question = 向{ $to ->
    [buyer] 买方
    [seller] 卖方
   *[both] 双方
 }提问
case-reply = 对提问的答复
