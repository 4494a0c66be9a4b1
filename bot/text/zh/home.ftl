# News that waited for the morning, or for its bundle.
digest-title = 有 { $count } 条新消息
digest-message = 对方给您发了消息。
