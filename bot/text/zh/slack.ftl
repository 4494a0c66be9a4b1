# Slack：安装应用，以及告知工作区的内容。

page-slack-installed = 应用已安装
page-slack-installed-words = 请在 Slack 的“应用”中打开它，或在任意对话中输入 /parley。
page-slack-not-installed = 应用未安装
page-slack-not-installed-words = 您的工作区没有任何更改。请从头重新开始。
told-slack-install-again = Slack 不再接受工作区 { $workspace } 的令牌。在该工作区重新安装应用（{ $address }）之前，只能在其他聊天中联系其中的人员。
