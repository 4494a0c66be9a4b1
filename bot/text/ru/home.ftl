# News that waited for the morning, or for its bundle.
digest-title = { $count ->
    [one] { $count } новость
    [few] { $count } новости
    [many] { $count } новостей
   *[other] { $count } новости
}
digest-message = Другая сторона написала вам.

# One account on both platforms.
link-title = Один аккаунт, два чата
link-in-slack = В течение десяти минут откройте Slack и напишите: /parley link { $code }
link-in-telegram = В течение десяти минут откройте бота в Telegram и напишите: /link { $code }
link-code = Код
link-code-hint = Потом вернитесь сюда: другой чат покажет второй код. Никому не сообщайте ни один из них.
link-is-it-you = { $name } хочет стать одним аккаунтом с этим чатом. Это вы сами только что начали?
link-warning = Если это начали не вы, откажитесь: кто бы это ни был, он действовал бы от вашего имени.
link-answer = Теперь вернитесь в { $name } и напишите: link { $code }
link-never-pass-on = Этот код открывает ваш аккаунт. Никогда его не передавайте, кто бы ни просил.
link-asked = { $name } хочет стать одним аккаунтом с этим чатом. Если это вы, напишите показанный там код: link КОД
link-wrong = Код неверный, использован или устарел. После пяти неверных кодов нужно подождать десять минут.
link-done = Готово: теперь оба чата — один аккаунт.
link-payouts-wait = Для вашей безопасности выплаты подождут 24 часа.
link-stopped = Остановлено. Ничего не связано.
link-accounts-title = Ваши чаты
link-this-chat = этот чат
link-reached-yes = связан
link-reached-no = связан, но закрыт для нас
link-only-one = Один и тот же аккаунт можно использовать в Telegram и Slack.
link-sure-to-part = Отвязать { $channel }? Он снова станет чужим чатом; ваши сделки останутся в другом.
link-parted = Отвязано.
button-link = Связать другой чат
button-link-yes = Да, это я
button-link-no = Нет, остановить
button-unlink = Отвязать { $channel }
note-linked = { $channel } связан с вашим аккаунтом. Если это были не вы, сразу отвяжите его в настройках и сообщите модератору. Выплаты подождут 24 часа.
note-unlinked = { $channel } отвязан от вашего аккаунта. Выплаты подождут 24 часа.
error-already-linked = Эти чаты уже один аккаунт.
error-same-platform = Чат Telegram связывается с чатом Slack и наоборот. Напишите код на другой платформе.
error-accounts-both-used = У обоих аккаунтов есть своя компания, товары или права, поэтому объединить их нельзя. Сначала освободите один из них или продолжайте с двумя.
error-payout-held = Это нельзя изменить до { $at }: ваши чаты или аутентификатор только что изменились.
error-blocked = Эти две компании не ведут дел друг с другом.

# How somebody wants to be spoken to.
settings-title = Настройки
settings-language = Язык
settings-zone = Часовой пояс
settings-zone-none = не выбран, время в UTC
settings-quiet = Тихие часы
settings-quiet-none = нет
settings-quiet-hours = с { $begin } до { $end }
settings-digest = Новости
settings-told = Сообщать в
settings-told-any = любом доступном чате
settings-currency = Суммы также в
settings-currency-own = только в валюте сделки
settings-no-rates = Курсы валют здесь не заданы, поэтому суммы показаны в валюте каждой сделки.
settings-urgent = О деньгах, безопасности и о том, что истекает в ближайшие двенадцать часов, сообщаем сразу.
settings-type-it = Ввести
settings-ask-zone = Где вы находитесь? Город или разница, например +3.
settings-ask-zone-label = Часовой пояс
settings-ask-quiet = Когда вас не беспокоить? Например, 22:00-7:00.
settings-ask-quiet-label = Тихие часы
settings-ask-digest = Как часто сообщать о несрочном?
settings-ask-told = В какой чат вам писать?
settings-ask-currency = В какой валюте показывать суммы, кроме валюты сделки?
digest-never = сразу
digest-hourly = вместе, раз в час
digest-daily = вместе, каждое утро
problem-unknown-zone = Я не знаю этого места. Попробуйте ближайший крупный город или разницу, например +3.
problem-not-hours = Напишите два времени, например 22:00-7:00.
button-settings = Настройки

# Home: what needs me now.
home-needs-nothing = Ничего не ждёт вас.
home-needs-you = { $count ->
    [one] { $count } сделка ждёт вас:
    [few] { $count } сделки ждут вас:
    [many] { $count } сделок ждут вас:
   *[other] { $count } сделок ждут вас:
}
home-and-more = { $count ->
    [one] И ещё { $count } в разделе «Мои сделки».
    [few] И ещё { $count } в разделе «Мои сделки».
    [many] И ещё { $count } в разделе «Мои сделки».
   *[other] И ещё { $count } в разделе «Мои сделки».
}
home-approvals = { $count ->
    [one] { $count } предложение ждёт вашего согласования.
    [few] { $count } предложения ждут вашего согласования.
    [many] { $count } предложений ждут вашего согласования.
   *[other] { $count } предложений ждут вашего согласования.
}
home-unanswered = { $count ->
    [one] { $count } сообщение без ответа.
    [few] { $count } сообщения без ответа.
    [many] { $count } сообщений без ответа.
   *[other] { $count } сообщений без ответа.
}
home-held = { $count ->
    [one] { $count } новость отложена, как вы выбрали.
    [few] { $count } новости отложены, как вы выбрали.
    [many] { $count } новостей отложено, как вы выбрали.
   *[other] { $count } новостей отложено, как вы выбрали.
}
home-until = · до { $at }
home-do-accept = Ответить на предложение
home-do-approve = Согласовать предложение
home-do-ask_for_approval = Ответить на предложение
home-do-request_payment = Запросить оплату
home-do-pay_again = Оплатить снова
home-do-pay = Оплатить
home-do-sign = Подписать
home-do-ship = Отправить
home-do-received = Подтвердить получение
home-do-accept_goods = Проверить товар
home-do-answer_dispute = Ответить на спор
home-do-ship_back = Отправить обратно
home-do-confirm_return = Подтвердить возврат
home-do-answer = Ответить на запрос
group-t = Переговоры
group-p = Оплата и подписи
group-g = Товар
group-d = Споры
group-e = Завершённые
button-deals-counted = Мои сделки ({ $count })

# The menu, and the words people type.
menu-received = Подтвердить, что товар прибыл
menu-settings = Пояс, тихие часы, куда вам писать
typed-received = получено
typed-pay = оплатить
typed-sign = подписать
typed-settings = настройки
typed-link = связать
typed-report = жалоба
typed-block = блок
