## 选择语言，以及可输入的词
language-title = 您的语言
language-chosen = 从现在起我使用这种语言与您交流：{ $name }。
language-choose = 请选择我与您交流的语言。对方可以选择另一种语言。
button-language = 语言
menu-language = 选择您的语言

typed-browse = 浏览
typed-deals = 交易
typed-sell = 出售
typed-listings = 商品
typed-ship = 发货
typed-profile = 资料
typed-invite = 邀请
typed-join = 加入
typed-help = 帮助
typed-cancel = 取消
typed-queue = 案件
typed-language = 语言
