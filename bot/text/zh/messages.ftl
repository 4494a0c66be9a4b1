# 人们发送的文件，以及交易双方之间的消息。

error-file-refused = { $why ->
    [too-large] “{ $name }”超过 20 MB，这是我能接收的上限。
    [empty] “{ $name }”是空文件。
    [archive] “{ $name }”是压缩包。请把里面的文件逐个发送。
    [program] “{ $name }”是程序，我不接收程序。
    [heic] “{ $name }”是 HEIC 格式的图片，许多设备无法显示。请以 JPEG 格式发送。
    [svg] “{ $name }”是 SVG 图形，其中可能含有程序。请以 PNG 或 PDF 格式发送。
    [markup] “{ $name }”是网页或程序代码。请以 PDF 格式发送。
    [active] “{ $name }”是会自动执行操作的 PDF。请打印成普通 PDF 后发送。
    [two-in-one] “{ $name }”的末尾之后藏有其他内容。请重新保存后再发送。
    [too-many-pixels] “{ $name }”超过 5000 万像素。请缩小后发送。
    [broken] “{ $name }”无法打开，可能已损坏。
    [locked] “{ $name }”设有密码。请另存为不带密码的文件后再发送。
    [infected] “{ $name }”被识别为恶意程序，未予保留。
    [not-fetched] 无法获取“{ $name }”。请再发送一次。
    [too-many-today] 未接收“{ $name }”：每天最多 20 个文件。
    [too-much-today] 未接收“{ $name }”：每天最多 200 MB。
   *[unknown-type] 我不接收“{ $name }”这类文件。可以发送照片（JPEG、PNG、WebP）、PDF，以及纯文本或 CSV。
}
error-contacts-not-yet = 这条消息没有转发：其中似乎有{ $found ->
    [phone] 电话号码
    [mail] 电子邮箱地址
    [link] 链接
   *[handle] 其他平台的账号
}。在货款进入受保护付款之前，双方通过我来沟通，以免有人被引离保护。请去掉后再写。货款托管之后，您可以交换任何信息。
problem-contacts = 这里似乎有{ $found ->
    [phone] 电话号码
    [mail] 电子邮箱地址
    [link] 链接
   *[handle] 其他平台的账号
}。在货款进入受保护付款之前，一切都通过我进行。请去掉后再写。
message-passed = 已转交给 { $to }（交易 { $code }）。
message-waits = 已为 { $to } 保留（交易 { $code }）：对方目前无人可联系。一旦有人回来就会发出。
message-is-edited = 作者已修改。
message-is-deleted = 作者已删除。
message-unscanned = 附件未经恶意程序扫描。请只打开您预期收到的文件。
message-undelivered = 您关于交易 { $code } 的消息未能送达：对方目前无人可联系。我会保留它，一旦有人回来就发出。
messages-title = 交易 { $code } 的消息
messages-none = 还没有人写过消息。
messages-files = { $count } 个文件
messages-not-delivered = 未送达
button-messages = 消息
button-files = { $at } 的文件
button-older = 更早
button-newest = 最新
button-try-again = 重试
pass-on-title = 给对方
pass-on-files = { $count } 个文件，尚未转交。
pass-on-ask = 这是给哪笔交易的？
pass-on-ask-label = 交易
problem-too-many-files = 一次最多 { $most } 个文件。
button-evidence-files = 争议文件
evidence-files-title = 交易 { $code } 的争议文件
evidence-files-none = 尚未提交任何文件。
files-welcome = 可以附上照片和 PDF：在最后一次按下之前直接发送即可。
files-along = 附有 { $count } 个文件。
