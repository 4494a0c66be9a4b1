# How the bot introduces itself on Telegram, before anybody talks to it.
bot-name = Parley market
bot-description =
    A market between companies, in this chat. Find goods, haggle over price and terms, pay into { -protection }, sign, ship and settle, without leaving the conversation.
bot-short-description = Trade between companies in the chat: offers, { -protection }, shipping, disputes.
menu-queue = Open cases
menu-case = Open one case
