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
told-slack-events-limited = Slack 目前暂缓发送工作区 { $workspace } 的事件：一小时内数量过多。按钮操作和命令仍会送达，点击“刷新”即可更新主页标签。
