# 在更改收款、裁决和角色之前，再次证明身份。

proof-title = 是您本人吗？
proof-ask = 请输入验证码。
proof-ask-label = 验证码
proof-by-authenticator = 您的身份验证器应用会显示六位数字，只能使用一次。
proof-by-chat = 请在您的另一个聊天（{ $channels }）中输入“login”：那里显示的验证码可在此使用一次。
proof-done =
    { $minutes ->
       *[other] 谢谢。在 { $minutes } 分钟内，您可以在此更改收款、裁决案件和分配角色。
    }
proof-wrong = 验证码不正确，或已被使用。输错五次后需等待十分钟。
proof-none = 谁拿到这个聊天，谁就能按下其中的所有按钮。因此，更改收款、裁决和角色还需要验证码。请设置一次身份验证器应用（任何一次性验证码应用均可），或关联您的另一个聊天。
proof-none-here = 此操作需要验证码。请先私下给我发送“confirm”，设置验证码的来源。
proof-not-asked = 本市场不要求验证码。您仍可设置身份验证器。
button-prove = 确认
button-go-on = 继续
button-authenticator = 设置身份验证器
button-authenticator-anew = 更换身份验证器
authenticator-title = 身份验证器
authenticator-words = 请用一次性验证码应用扫描图片，或在应用中手动输入密钥（基于时间），然后输入应用显示的六位数字。之后图片和密钥会从此聊天中移除；请勿在其他地方保存。
authenticator-picture = 供扫描的密钥图片
authenticator-key = 密钥
authenticator-ask = 应用显示的六位数字是什么？
authenticator-ask-label = 六位数字
authenticator-done = 完成。今后在更改收款、裁决或角色之前，我会要求输入您应用中的验证码。
secret-was-here = 此处曾显示您的身份验证器密钥。
note-authenticator = 您的账户已设置身份验证器。如果不是您本人操作，请在此输入“logout”，并立即告知本市场的运营者。
note-authenticator-forgotten = 运营者已从您的账户中移除身份验证器。付款将等待 24 小时。请输入“confirm”设置新的身份验证器。
problem-not-a-code = 这不可能是验证码。请按显示的内容输入。
menu-confirm = 证明是您本人，或设置身份验证器
