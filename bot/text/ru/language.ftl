## Выбор языка и слова для ввода
language-title = Ваш язык
language-chosen = Теперь я говорю с вами на этом языке: { $name }.
language-choose = Выберите язык, на котором я с вами говорю. Другая сторона может выбрать другой.
button-language = Язык
menu-language = Выбрать язык

typed-browse = каталог
typed-deals = сделки
typed-sell = продать
typed-listings = товары
typed-ship = отгрузка
typed-profile = профиль
typed-invite = пригласить
typed-join = вступить
typed-help = помощь
typed-cancel = отмена
typed-queue = дела
typed-language = язык
