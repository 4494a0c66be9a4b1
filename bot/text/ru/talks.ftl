## Разговоры
talk-over = Эта форма уже закрыта.
talk-cancelled = Отменено. Ничего не изменилось.
talk-continue = Вы не закончили: { $title }.

offer-title = Ваше предложение
offer-about = { $product }, цена по прайсу { $price } { $unit }
offer-last = Последнее предложение № { $number } по сделке { $code }: всего { $total }
offer-ask-quantity = Какое количество?
offer-ask-quantity-label = Количество
offer-ask-price = Какую цену за единицу вы предлагаете?
offer-ask-price-label = Цена за единицу
offer-ask-freight = Сколько дополнительно стоит доставка, всего?
offer-ask-freight-label = Фрахт
offer-no-freight = Без доплаты
offer-ask-incoterm = На каком условии поставки (Инкотермс 2020)?
offer-ask-incoterm-label = Инкотермс
offer-ask-place = Какое место указать к нему?
offer-ask-place-label = Место
offer-ask-lead = За сколько дней нужно отгрузить?
offer-ask-lead-label = Срок отгрузки в днях
offer-ask-valid = Как долго действует ваше предложение?
offer-ask-valid-label = Действует
valid-24h = 24 часа
valid-72h = 3 дня
valid-7d = 7 дней
offer-ask-notes = Хотите что-нибудь добавить?
offer-ask-notes-label = Примечания

sign-title = Прочитать и подписать
sign-hash = Отпечаток именно этого текста (SHA-256, сокращённо): { $hash }…
papers-hash = Отпечаток именно этого текста (SHA-256): { $hash }
sign-ask-name = Введите ваше полное официальное имя.
sign-ask-name-label = Официальное имя

ship-title = Отгрузка
ship-ask-carrier = Какой перевозчик?
ship-ask-carrier-label = Перевозчик
ship-ask-tracking = Какой номер отслеживания?
ship-ask-tracking-label = Номер отслеживания
ship-ask-quantity = Какое количество в этой отгрузке?
ship-ask-quantity-label = Количество

cancel-title = Запрос отмены
cancel-ask-reason = Почему? Это прочитает другая сторона.
cancel-ask-reason-label = Причина

extension-title = Запрос времени
extension-ask-days = Сколько ещё дней вам нужно?
extension-ask-days-label = Дни
extension-ask-reason = Почему? Это прочитает покупатель.
extension-ask-reason-label = Причина

dispute-title = Открыть спор
dispute-ask-reason = Что не так?
dispute-early = Продавец ещё может отправить товар до { $at }. До этого, пока ничего не прибыло, причиной может быть только мошенничество.
dispute-ask-reason-label = Причина
dispute-ask-statement = Опишите так, чтобы модератор понял: не менее 100 символов либо несколько слов и фотография или документ.
dispute-ask-statement-label = Заявление

answer-title = Ответ в споре
answer-ask-statement = Что вы на это скажете?
answer-ask-statement-label = Ответ

ruling-title = Решение по делу
ruling-ask-outcome = Как вы решаете?
ruling-ask-outcome-label = Решение
ruling-ask-refund = Сколько вернуть покупателю? Сумма или процент.
ruling-ask-refund-label = Вернуть покупателю
ruling-ask-resolution = Обоснуйте решение. Это прочитают обе стороны.
ruling-ask-resolution-label = Обоснование

register-title = Вступить на рынок
register-ask-name = Как вас зовут?
register-ask-name-label = Имя
register-ask-company = От какой компании вы торгуете?
register-ask-company-label = Компания
register-ask-address = Какой у вас адрес доставки?
register-ask-address-label = Адрес доставки
register-ask-currency = В какой валюте вы обычно торгуете?
register-ask-currency-label = Валюта

address-title = Адрес доставки

sell-title = Продать товар
sell-ask-name = Что вы продаёте? Одной строкой.
sell-ask-name-label = Название
sell-ask-category = В какой категории?
sell-ask-category-label = Категория
sell-ask-unit = В каких единицах считать?
sell-ask-unit-label = Единица
sell-ask-currency = В какой валюте цена?
sell-ask-currency-label = Валюта
sell-ask-price = Сколько стоит одна единица?
sell-ask-price-label = Цена
sell-ask-minimum = Какой минимальный заказ?
sell-ask-minimum-label = Минимальный заказ
sell-ask-stock = Сколько на складе?
sell-ask-stock-label = Остаток
sell-ask-description = Опишите в нескольких предложениях.
sell-ask-description-label = Описание
restock-title = Изменить остаток

message-title = Написать сообщение
message-ask = Что вы хотите сказать? Ваш аккаунт другой стороне не виден.
message-ask-label = Сообщение

evidence-title = Добавить доказательства
evidence-ask-statement = Что показывает вашу правоту?
evidence-ask-statement-label = Доказательства

settlement-title = Урегулирование
settlement-ask-amount = Сколько из удержанных денег вернуть покупателю? Сумма или процент; остальное получит продавец.
settlement-ask-amount-label = Вернуть покупателю

return-title = Отправить товар назад
return-ask-tracking = Какой номер отслеживания возврата?
return-ask-tracking-label = Номер отслеживания

appeal-title = Апелляция
appeal-ask-statement = Что нового? Это прочитает другой модератор (не менее 20 символов).
appeal-ask-statement-label = Новые доказательства

freeze-title = Остановить сделку
freeze-ask-reason = Почему? Это войдёт в историю сделки.
freeze-ask-reason-label = Причина
talk-review-again = Сделка за это время изменилась. Ничего не отправлено: проверьте ещё раз и отправьте.
