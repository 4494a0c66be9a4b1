## The interface for programmes: refusals
error-sign-in-again = 请登录：缺少令牌，或令牌已失效。
error-bad-credentials = 邮箱与密码，或验证码，不匹配。
error-proof-needed = 请先再次证明您的身份：在聊天中输入“confirm”，程序请用 POST /api/auth/proof。
error-scope-missing = 此密钥不能用于此操作：缺少“{ $scope }”。
error-key-reused = 此 Idempotency-Key 已用于另一个请求。
error-version-changed = 自您读取后内容已有变化，请重新读取。
problem-too-common = 这个密码属于最先被尝试的密码，请换一个。
problem-fixed = 此项不能在这里更改。
problem-unreadable = 无法按 { $expected } 读取。
problem-unknown-field = 没有这个字段。
problem-too-little = 太少：至少 { $least }。
problem-not-an-address = 这不是可发送内容的 https 地址。
problem-missing = 缺少此项。
problem-bad-body = 内容不是可读的 JSON。
problem-bad-method = 此地址使用其他方法。
problem-too-large = 内容超过可接受的大小。

## Titles of problems, by HTTP status
api-title-401 = 未登录
api-title-403 = 不允许
api-title-404 = 未找到
api-title-405 = 方法不允许
api-title-409 = 现在不可行
api-title-412 = 期间已更改
api-title-413 = 过大
api-title-422 = 无法理解
api-title-429 = 过于频繁
api-title-500 = 我们的错误

## Signing in elsewhere from a chat
note-signed-in = 您刚刚用此聊天中的验证码在别处登录。如果不是您，请在这里输入“logout”。
login-title = 在别处登录
login-words = 您的程序可在十分钟内用此验证码以您的身份登录一次。请勿在不熟悉的地方输入。
login-code = 验证码
login-hint = POST { $address }，内容 code
login-out = 您已在聊天以外的所有地方退出登录，您的密钥也不再有效。
problem-key-not-here = 此请求不能凭键重复发送。请去掉该键，并在再次发送前先查看结果。
