# 机器人在 Telegram 上的自我介绍。
bot-name = Parley 市场
bot-description =
    企业之间的市场，就在这个聊天里。寻找货源、商谈价格与条款、通过{ -protection }付款、签署、发货、结算，无需离开对话。
bot-short-description = 聊天中的企业间贸易：报价、{ -protection }、发货、争议处理。
menu-queue = 待处理案件
menu-case = 打开一个案件
