case-has-a-thread = 案件 { $code } 有专门的讨论串，请到那里查看。
case-heads-this-thread = 案件 { $code }：本讨论串开头的卡片显示其当前状态。
answered-in-private = 我已在我们的私聊中回复您：这些内容不宜让频道里的所有人看到。
