case-has-a-thread = 案件 { $code } 有专门的讨论串，请到那里查看。
