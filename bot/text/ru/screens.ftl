# Термины. Оператор с лицензией на эскроу меняет только эту строку.
-protection = { $case ->
   *[nominative] защищённый платёж
    [instrumental] защищённым платежом
    [prepositional] защищённом платеже
}

## Везде
nothing-yet = –
days = { $days ->
    [one] { $days } день
    [few] { $days } дня
    [many] { $days } дней
   *[other] { $days } дня
}
button-home = Главная
button-back = Назад
button-more = Ещё
button-cancel = Отмена
button-next = Далее
button-send = Отправить
button-skip = Пропустить
button-edit = Изменить: { $what }
button-fill-in = Заполнить форму
button-continue = Продолжить
button-browse = Каталог
button-deals = Мои сделки
button-sell = Продать товар
button-my-listings = Мои товары
button-register = Вступить
button-profile = Профиль
button-queue = Открытые дела
button-help = Помощь
button-refresh = Обновить
button-message = Написать им
button-open-deal = Открыть сделку
button-agreement = Договор
button-address = Изменить адрес
button-make-offer = Сделать предложение
button-ask-seller = Спросить продавца
button-all-here = Показать всё здесь
button-pause = Приостановить
button-resume = Вернуть в продажу
button-restock = Изменить остаток
button-send-offer = Отправить предложение
button-sign = Подписываю
button-ship = Отгружено
button-ask = Запросить
button-open-dispute = Открыть спор
button-publish = Опубликовать
button-join = Вступить

## Главная, помощь
home-title = Рынок Parley
home-member = Вы торгуете от компании { $company }
home-stranger = Смотрите свободно. Чтобы делать предложения или продавать, сначала вступите от имени своей компании.
home-staff = Вы сотрудник этой площадки: очередь показывает открытые дела. Чтобы торговать самому, зарегистрируйте компанию.
home-greeting = Всё происходит здесь, в чате: найти товар, поторговаться, оплатить { -protection(case: "instrumental") }, подписать, отгрузить, рассчитаться.
help-title = Как проходит сделка
help-body = 1. Найдите товар и сделайте предложение; другая сторона примет, предложит встречное или откажет.
    2. Продавец запрашивает оплату. Деньги покупателя удерживаются, но не выплачиваются.
    3. Обе стороны читают и подписывают договор.
    4. Продавец отгружает. Покупатель подтверждает получение, проверяет и принимает.
    5. Только тогда продавцу платят. Если что-то не так, откройте спор: деньги останутся на месте.
unknown-command = Я не знаю этого слова. Введите «помощь», чтобы увидеть, что я понимаю.
not-understood = Не понимаю, о чём речь. Введите «помощь» или напишите другой стороне кнопками в сделке.
media-not-here = Здесь мне не к чему применить файл. Пришлите его ответом на сообщение или на карточку сделки либо пока я что-то спрашиваю; если есть открытая сделка, я спрошу, к какой он относится.
nothing-to-cancel = Отменять нечего.

## Каталог
categories-title = Категории
categories-hint = Выберите категорию или введите «каталог» и то, что ищете.
categories-empty = Пока ничего не продаётся.
listing-line = { $price } { $unit }
listings-none = Здесь сейчас ничего не продаётся.
listing-paused = Продажа этого товара приостановлена.
search-title = Результаты по запросу «{ $words }»
search-none = Ничего не найдено. Попробуйте меньше слов или другие слова.
my-listings-title = Мои товары
my-listings-none = Вы пока ничего не продаёте.
fact-price = Цена
fact-minimum = Минимальный заказ
fact-available = В наличии
fact-seller = Продавец
fact-buyer = Покупатель

## Сделки
deals-title = Мои сделки
deals-empty = Сделок пока нет. Откройте каталог и сделайте предложение.
deals-line = { $mark }{ $state } · с { $other }
deals-your-turn = Ваш ход ·{" "}
deal-title = Сделка { $code } · { $product }
deal-no-offer = Предложений ещё не было.
offer-on-the-table = Предложение № { $number } от { $author } действует до { $until }.
offer-active = Предложение № { $number } рассматривается.
offer-countered = На предложение № { $number } ответили встречным.
offer-accepted = Предложение № { $number } принято.
offer-declined = Предложение № { $number } отклонено. Любая сторона может сделать новое.
offer-withdrawn = Предложение № { $number } отозвано. Любая сторона может сделать новое.
offer-expired = Срок предложения № { $number } истёк. Любая сторона может сделать новое.
terms-delivery = { $incoterm } { $place }
fact-quantity = Количество
fact-unit-price = Цена за единицу
fact-freight = Фрахт
fact-total = Итого
fact-commission = Комиссия площадки, платит продавец
fact-you-get = Вы получите
you-get = { $amount }, когда всё будет принято; комиссия { $commission }, налог на неё { $tax }
fact-delivery = Поставка
fact-lead-time = Срок отгрузки
fact-inspection = Проверка
fact-payment = Оплата
fact-signature = Подпись: { $name }
fact-held = Удержано как { -protection }
fact-payout = Выплата продавцу
fact-refund = Возврат покупателю
fact-ship-by = Отгрузить до
fact-shipment = Отгрузка { $number }
fact-dispute = Спор
fact-reason = Причина
fact-answer = Ответ { $by ->
    [seller] продавца
    [buyer] покупателя
   *[side] одной из сторон
}
fact-before-dispute = До спора
fact-moderator = Модератор
fact-name = Имя
fact-company = Компания
fact-address = Адрес доставки
fact-currency = Валюта
fact-payout-account = Счёт для выплат
shipment-line = { $goods }, перевозчик { $carrier }, номер { $tracking }: { $status }
partly-shipped = Отгружено: { $shipped } из { $ordered }.
signed-yes = подписано
signed-no = ещё нет
payment-was-declined = Последняя попытка оплаты отклонена. Страница ещё открыта для новой попытки.
payment-created = ждём покупателя
payment-requires_action = ждём банк покупателя
payment-authorized = удержано на карте покупателя
payment-paid = получено и удержано
payment-failed = не удалось
payment-cancelled = отменено, ничего не списано
payment-released = выплачено продавцу
payment-refunded = возвращено покупателю
payment-refunding = возвращается покупателю
payment-split = разделено между сторонами
payment-partially_released = выплачено частично
payment-charged_back = отозвано банком покупателя
payout-pending = { $amount }, в пути
payout-in_transit = { $amount }, в пути
payout-paid = { $amount }, выполнено
payout-failed = { $amount }, отклонено платёжным провайдером
payout-reversed = { $amount }, отозвано платёжным провайдером
refund-pending = { $amount }, в пути
refund-done = { $amount }, выполнено
refund-failed = { $amount }, не дошло; мы разбираемся
money-preview = Вернётся покупателю: { $buyer }. Получит продавец: { $seller }. Комиссия: { $commission }, налог с неё: { $tax }.
request-cancel-own = Вы попросили об отмене. Другая сторона может ответить до { $until }; отсутствие ответа считается отказом.
request-cancel-other = Другая сторона просит об отмене. Ответьте до { $until }; отсутствие ответа считается отказом.
request-extension-own = Вы попросили время до { $date }. Покупатель может ответить до { $until }; отсутствие ответа считается отказом.
request-extension-other = Продавец просит время до { $date }. Ответьте до { $until }; отсутствие ответа считается отказом.
request-settlement-own = Вы предлагаете вернуть { $amount } покупателю, а остальное отдать продавцу. Другая сторона может ответить до { $until }.
request-settlement-other = Другая сторона предлагает вернуть { $amount } покупателю, а остальное отдать продавцу. Ответьте до { $until }.
request-settlement-desk = { $who } предлагает вернуть { $amount } покупателю, а остальное отдать продавцу. Другая сторона может ответить до { $until }.
request-approval-own = Принятие ждёт коллегу с большим лимитом до { $until }.
request-approval-other = Другая сторона принимает решение.
shipment-in_transit = в пути
shipment-claimed = по словам продавца, прибыло
shipment-delivered = доставлено
shipment-accepted = принято и оплачено
shipment-returned = возвращено
shipment-exception = задержано
fact-chargeback = Чарджбэк
chargeback-warning = банк покупателя предупредил нас о { $amount }
chargeback-came_true = банк покупателя предупреждал нас о { $amount }, прежде чем забрать деньги
chargeback-needs_response = банк покупателя отозвал { $amount }; мы отвечаем
chargeback-won = банк вернул { $amount }
chargeback-lost = банк оставил себе { $amount }
stopped-by-operator = Оператор приостановил эту сделку. Все ваши сроки остановлены.
ruling-waits = Решение ждёт второго модератора: { $outcome }.
return-ordered = Модератор назначил возврат: покупатель отправляет товар обратно до { $at }.
return-shipped = Товар едет обратно; продавец подтверждает до { $at }.
evidence-wanted = Модератор просит у обеих сторон доказательства до { $at }.
fact-evidence = Доказательства
fact-appeal = Апелляция

state-negotiating = Обсуждается цена
state-agreed = Договорились; теперь продавец запрашивает оплату
state-awaiting_payment = Ожидается оплата
state-awaiting_signatures = Деньги удержаны; ждём обе подписи
state-placed = Заказ оформлен
state-in_progress = Готовится
state-shipped = Отгружено
state-delivered = Доставлено; идёт проверка
state-disputed = Идёт спор; деньги заморожены
state-decided = Решено; ещё можно подать апелляцию
state-completed = Завершено
state-cancelled = Отменено
state-closed = Переговоры прекращены
state-payment_expired = Не оплачено вовремя
state-voided = Не подписано

turn-you = Ваш ход.
turn-buyer = Ход покупателя.
turn-seller = Ход продавца.
turn-both = Сейчас может действовать любая сторона.
turn-parts = Продавец отгружает остальное; покупатель проверяет то, что прибыло.
turn-desk = Этим занимается модератор.
turn-free = Дело ждёт модератора, который его возьмёт.
turn-provider = Идёт запрос к платёжному провайдеру; это займёт немного времени.
turn-nobody = Больше ничего делать не нужно.

silence-expire_offer = Если никто не ответит, срок предложения истечёт { $at }.
silence-expire_talks = Если новых предложений не будет, переговоры завершатся { $at }.
silence-give_up_gateway = Если продавец не запросит оплату, сделка завершится { $at }.
silence-expire_payment = Если оплата не поступит, сделка завершится { $at }.
silence-expire_signing = Если не подпишут обе стороны, деньги вернутся { $at }.
silence-cancel_unshipped = Если ничего не отгрузят, заказ отменится и деньги вернутся { $at }.
silence-cancel_rest = Если остальное не отгрузят, { $at } оно будет отменено, а деньги за него вернутся.
cancel-alone-until = До { $at }, и только пока продавец не начал, вы можете отменить заказ сами. Потом можно попросить согласия продавца.
silence-lapse_request = Если никто не ответит, запрос истечёт { $at }.
silence-dispute_silence = Если никто ничего не сообщит, модератор будет вызван { $at }.
silence-auto_release = Если покупатель ничего не сообщит, продавцу заплатят { $at }.
silence-resolve = Если никто не возразит, решение будет исполнено { $at }.
silence-lapse_approval = Если никто из коллег не одобрит, предложение останется открытым; повторный вопрос { $at }.
silence-count_claim = Если покупатель не оспорит, товар будет считаться доставленным { $at }.
silence-auto_accept_part = Если покупатель ничего не сообщит, прибывшая часть будет оплачена { $at }.
silence-reach_hold_limit = Платёжный провайдер удерживает деньги ограниченное время: остаток будет рассчитан { $at }.
silence-force_decision = Платёжный провайдер удерживает деньги ограниченное время: решать нужно с { $at }.
silence-decide_by_default = Без решения дело решается по правилам { $at }: возврат, если перевозчик не доказал доставку.
silence-escalate = Если ответа не будет или ни один модератор не возьмёт дело, { $at } сотрудников площадки позовут ещё раз.
silence-miss_return = Если с возвратом ничего не произойдёт, дело решится по правилу { $at }.
silence-first_decision_stands = Без нового решения первое вступит в силу { $at }.
silence-respond_to_chargeback = Доказательства уйдут в банк { $at }.
silence-free_reserve = Резерв будет выплачен { $at }.
silence-retry_payout = Повторная попытка выплаты { $at }.

ended-declined = Завершено одной из сторон.
ended-expired = Завершено: больше никто не писал.
ended-payment_timeout = Завершено: оплата не поступила вовремя.
ended-signing_timeout = Завершено: не обе стороны подписали вовремя. С покупателя ничего не списано.
ended-chargeback = Завершено: банк покупателя отозвал платёж.

## Действия
act-pay = Оплатить { $amount }
act-accept = Принять
act-offer = Встречное / новое предложение
act-decline = Отклонить
act-withdraw = Отозвать предложение
act-end_talks = Закончить переговоры
act-request_payment = Запросить оплату
act-sign = Прочитать и подписать
act-refuse_to_sign = Не подписывать
act-start = Начать подготовку
act-ship = Отгрузить
act-received = Товар получен
act-accept_goods = Принять товар
act-cancel_early = Отменить заказ
act-cannot_supply = Не могу поставить
act-cancel_overdue = Отменить: просрочено
act-ask_to_cancel = Попросить об отмене
act-agree_to_cancel = Согласиться на отмену
act-ask_for_time = Попросить время
act-agree_to_time = Согласиться на дату
act-refuse_request = Отказать
act-dispute = Что-то не так
act-answer_dispute = Ответить
act-withdraw_dispute = Отозвать спор
act-take_case = Взять дело
act-hand_over = Передать дело
act-rule = Решить
act-accept_decision = Принять решение
act-retry_payout = Повторить выплату
act-ask_for_approval = Попросить одобрения
act-approve = Одобрить и принять
act-refuse_approval = Не одобрять
act-pay_again = Новая страница оплаты
act-renew = На тех же условиях
act-claim_delivery = Товар прибыл
act-contest_delivery = Товар не прибыл
act-accept_part = Принять эту часть
act-add_evidence = Добавить доказательства
act-propose_settlement = Предложить урегулирование
act-agree_to_settlement = Согласиться
act-ask_for_evidence = Запросить доказательства
act-order_return = Назначить возврат
act-ship_back = Товар отправлен назад
act-confirm_return = Товар вернулся
act-confirm_ruling = Подтвердить решение
act-reject_ruling = Не подтверждать
act-appeal = Подать апелляцию
act-repeat_refund = Повторить возврат денег
act-freeze = Остановить сделку
act-unfreeze = Продолжить сделку

confirm-accept = Принять эти условия? Они станут договором.
confirm-end_talks = Закончить переговоры? Открытые предложения утратят силу.
confirm-refuse_to_sign = Не подписывать? Сделка завершится, деньги покупателя вернутся.
confirm-accept_goods = Принять товар и заплатить продавцу? Отменить это нельзя.
confirm-cancel_early = Отменить заказ? Все деньги вернутся покупателю.
confirm-cannot_supply = Отказаться от этого заказа? Все деньги вернутся покупателю.
confirm-cancel_overdue = Отменить просроченный заказ? Все деньги вернутся к вам.
confirm-agree_to_cancel = Согласиться на отмену? Все деньги вернутся покупателю.
confirm-withdraw_dispute = Отозвать спор? Сделка продолжится с того же места.
confirm-accept_decision = Принять решение и отказаться от апелляции? Когда согласны обе стороны, оно исполняется сразу.
confirm-approve = Одобрить эти условия? Они станут договором.
confirm-accept_part = Принять эту часть и заплатить за неё продавцу? Отменить это нельзя.
confirm-agree_to_settlement = Согласиться на это урегулирование? Оно исполняется сразу.
confirm-confirm_return = Товар вернулся к вам? Покупателю сразу вернут деньги.
confirm-confirm_ruling = Подтвердить это решение как второй модератор?

done-accept = Вы приняли предложение.
done-offer = Ваше предложение отправлено.
done-decline = Вы отклонили предложение.
done-withdraw = Вы отозвали предложение.
done-end_talks = Вы закончили переговоры.
done-request_payment = Страница оплаты для покупателя готовится.
done-sign = Вы подписали.
done-refuse_to_sign = Вы не подписали. Деньги возвращаются.
done-start = Записано: вы готовите товар.
done-ship = Записано: отгружено.
done-received = Записано: получено. Теперь проверьте товар.
done-accept_goods = Вы приняли товар. Продавцу перечисляют деньги.
done-cancel_early = Заказ отменён. Деньги возвращаются.
done-cannot_supply = Заказ отменён. Деньги возвращаются покупателю.
done-cancel_overdue = Заказ отменён. Деньги возвращаются.
done-agree_to_cancel = Заказ отменён. Деньги возвращаются покупателю.
done-agree_to_time = Действует новая дата.
done-refuse_request = Вы отказали.
done-withdraw_dispute = Спор отозван.
done-take_case = Вы ведёте это дело.
done-hand_over = Дело снова свободно.
done-accept_decision = Вы приняли решение.
done-retry_payout = Выплата снова в пути.
done-ask_for_approval = Коллегам отправлен запрос.
done-approve = Вы одобрили, предложение принято.
done-refuse_approval = Вы не одобрили.
done-pay_again = Готовится новая страница оплаты.
done-renew = Сделка снова открыта. Продавец может запросить оплату.
done-claim_delivery = Записано. Покупатель может оспорить это в течение двух дней.
done-contest_delivery = Записано: товар не прибыл.
done-accept_part = Вы приняли эту часть. Продавцу за неё перечисляют деньги.
done-evidence = Ваши доказательства приобщены к делу.
done-settlement = Ваше предложение у другой стороны.
done-agree_to_settlement = Вы согласились на урегулирование. Оно исполняется.
done-ask_for_evidence = У обеих сторон запрошены доказательства.
done-order_return = Возврат назначен.
done-return = Записано: отправлено назад.
done-confirm_return = Записано: товар вернулся. Покупателю возвращают деньги.
done-confirm_ruling = Решение подтверждено и объявлено.
done-reject_ruling = Решение не подтверждено.
done-appeal = Ваша апелляция принята. Её рассмотрит другой модератор.
done-repeat_refund = Возврат денег снова в пути.
done-freeze = Сделка остановлена.
done-unfreeze = Записано. Чтобы продолжить, нужно согласие второго оператора.
done-cancel = Вы попросили об отмене.
done-extension = Вы попросили больше времени.
done-dispute = Спор открыт, деньги заморожены.
done-answer = Ваш ответ приобщён к делу.
done-rule = Решение объявлено.

## Коллеги
invite-title = Пригласить коллегу
invite-code = Ваш коллега пишет мне: вступить { $code } и своё имя
invite-hint = Код действует один раз и один день. Можно указать роль (owner, trader, signatory, viewer) и лимит, например: пригласить trader 5000

## Профиль
profile-title = Профиль
profile-none = Вы ещё не вступили.
payout-account-ready = готов
payout-account-none = ещё не подключён

## Модерация
queue-title = Открытые дела
queue-empty = Открытых дел нет.
dispute-open = открыт
dispute-in_progress = у модератора
dispute-decided = решён
dispute-resolved = закрыт
case-code = Дело { $code }
case-somebody = занято
reason-not_delivered = Не доставлено
reason-damaged = Повреждено
reason-not_as_agreed = Не соответствует договору
reason-fraud = Мошенничество
reason-other = Другое
outcome-release = Заплатить продавцу
outcome-refund = Вернуть покупателю
outcome-split = Разделить

## Страница после оплаты
page-paid = Спасибо
page-paid-words = Эту страницу можно закрыть. Что дальше, покажет чат.
page-not-paid = Не оплачено
page-not-paid-words = Ничего не списано. Оплатить можно позже, из сделки в чате.

## Меню команд
menu-start = Приветствие и что можно сделать сейчас
menu-browse = Посмотреть, что продаётся
menu-deals = Ваши сделки
menu-sell = Выставить товар на продажу
menu-listings = Ваши товары
menu-ship = Сообщить об отгрузке: сделка, перевозчик, номер
menu-profile = Ваша компания и адрес
menu-help = Как проходит сделка
menu-cancel = Выйти из формы
