# Slack：安装应用，以及告知工作区的内容。

page-slack-installed = 应用已安装
page-slack-installed-words = 请在 Slack 的“应用”中打开它，或在任意对话中输入 /parley。
page-slack-not-installed = 应用未安装
page-slack-not-installed-words = 您的工作区没有任何更改。请从头重新开始。
told-slack-install-again = Slack 不再接受工作区 { $workspace } 的令牌。在该工作区重新安装应用（{ $address }）之前，只能在其他聊天中联系其中的人员。
shortcut-browse = 查找商品
shortcut-sell = 出售商品
shortcut-deals = 我的交易
shortcut-offer = 将此消息变为报价
shortcut-evidence = 添加为证据
told-slack-events-limited = Slack 目前暂缓发送工作区 { $workspace } 的事件：一小时内数量过多。按钮操作和命令仍会送达，点击“刷新”即可更新主页标签。
told-slack-deliveries-failing = 一小时内 Slack（{ $workspace }）最近的 { $every } 次投递中，有 { $lost } 次未能保存。Slack 会在几分钟内重试；如果几乎全部失败，它将停止向本应用投递：请检查数据库和日志。

menu-evidence = 为进行中的争议补充证据：先写交易，再说明证明了什么
evidence-ask-dispute = 这是哪个争议的证据？
evidence-ask-dispute-label = 争议
evidence-no-dispute = 目前没有需要您补充证据的争议。如果调解员需要更多材料，会向您索取。
evidence-only-here = 只有您与我的对话中的消息才能作为证据。请先把消息或文件发到那里，再对它使用“添加为证据”。
whom-ask = 涉及哪家公司？
whom-ask-label = 公司
button-whom = 选择公司
share-address = 商品地址
page-listing-slack = 在 Slack 中输入：/parley { $command }
page-listing-telegram = 在 Telegram 中打开：{ $link }
