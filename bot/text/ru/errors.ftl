## Отказы
error-not-found = Не могу этого найти, или это не ваше.
error-not-allowed = Ваша роль этого не позволяет.
error-not-now = Сейчас это невозможно. Вот как обстоят дела.
error-stale = Это была прежняя версия. Вот как обстоят дела.
error-act-under-way = Идёт запрос к платёжному провайдеру. Подождите немного.
error-frozen = Сделка заморожена, пока спор не урегулирован.
error-own-listing = Это ваш собственный товар.
error-own-offer = Нельзя принять собственное предложение.
error-offer-expired = Срок этого предложения истёк.
error-not-your-turn = Ваше предложение рассматривается. Дождитесь ответа или сначала отзовите его.
error-out-of-stock = Осталось: { $left }.
error-listing-gone = Этот товар больше не продаётся.
error-does-not-fit = Сумма этих сроков в днях: { $days }, а деньги можно удерживать не дольше { $limit }. Сократите срок отгрузки или доставки либо разделите на две сделки.
error-payout-not-ready = У вас ещё нет счёта для выплат, поэтому вам нельзя заплатить. Сначала подключите его.
error-same-person = Две подписи должны поставить разные люди.
error-already-signed = Ваша сторона уже подписала.
error-name-differs = Введите ваше полное имя буквами.
error-terms-changed = Текст изменился с тех пор, как был показан. Прочитайте его ещё раз.
error-too-much-shipped = Осталось отгрузить: { $open }.
error-too-early = Это станет возможно с { $at }.
error-conflict-of-interest = Вы не можете участвовать в этом деле: { $why ->
    [traded] ваша компания недавно торговала с одной из сторон.
    [appeal] обжалуется ваше собственное решение.
   *[party] ваша компания — одна из сторон.
 }
error-taken-by-somebody =
    { $named ->
        [yes] Это дело ведёт { $name }.
       *[no] Это дело ведёт другой модератор.
     }
error-not-registered = Сначала вступите от имени своей компании.
error-too-many = Слишком часто. Попробуйте позже.
error-over-limit = В одиночку вы можете принимать до { $limit }, а здесь больше. Попросите коллегу одобрить.
error-over-offer-limit = В одиночку вы можете обязать компанию на сумму до { $limit }, а здесь больше: ничего не отправлено. Отправить может коллега с более высоким лимитом или без него. Введите «company», чтобы увидеть, кто это; там же владелец может изменить ваш лимит.
error-already-exists = Это уже есть.
error-invalid-value = Такое значение не подходит.
error-bug = У нас что-то пошло не так. Ничего не изменилось. Код: { $reference }

## Что не так со значением
problem-empty = { $field ->
    [file] Файл пуст.
   *[other] Пожалуйста, ответьте.
}
problem-too-short = Слишком коротко. Минимум символов: { $least }.
problem-too-long = Слишком длинно. Максимум символов: { $most }.
problem-not-a-number = Не могу разобрать это число. Напишите, например, 1250 или 12,50.
problem-ambiguous = Это можно прочитать двояко. Напишите без разделителя тысяч, например 1250 или 1,25.
problem-negative = Значение не может быть отрицательным.
problem-zero = Должно быть больше нуля.
problem-too-big = Это слишком много.
problem-too-small = Это слишком мало для оплаты.
problem-too-precise = Максимум знаков после запятой: { $decimals }.
problem-out-of-range = Должно быть от { $low } до { $high }.
problem-below-minimum = Минимальный заказ: { $minimum }.
problem-above-stock = В наличии: { $left }.
problem-below-reserved = Зарезервировано открытыми сделками: { $reserved }.
problem-unknown-currency = Не знаю валюты { $currency }.
problem-not-traded = На этом рынке не торгуют в валюте { $currency }.
problem-wrong-currency = Валюта этой сделки: { $currency }.
problem-unknown-unit = Не знаю единицы { $unit }. Напишите одну из этих: { $units }
problem-wrong-unit = Единица измерения здесь: { $unit }.
problem-unknown-incoterm = { $incoterm } не входит в Инкотермс 2020.
problem-unknown-category = Не знаю такой категории.
problem-unknown-reason = Выберите одну из причин.
problem-unknown-outcome = Выберите одно из решений.
problem-unknown-role = Не знаю роли { $role }.
problem-not-an-option = Выберите один из вариантов.
problem-no-parts = Эти условия не допускают частичной отгрузки: отгрузите всё ({ $open }).
problem-does-not-fit = Так долго деньги удерживать нельзя.
problem-not-an-email = Это не адрес электронной почты.
problem-too-deep = Максимум уровней в категории: { $most }.

## Что не так с файлом товаров
problem-no-rows = Под заголовком нет строк.
problem-wrong-header = Первая строка должна быть ровно такой: { $expected }
problem-wrong-delimiter = Столбцы должны разделяться запятыми.
problem-columns = Столбцов в этой строке: { $found }, должно быть: { $expected }.
problem-duplicate = Этот артикул уже есть в строке { $first_line }.
problem-unclosed-quote = Кавычка открыта и не закрыта.
problem-stray-quote = Кавычка посреди значения. Возьмите всё значение в кавычки, а внутренние удвойте.
problem-stray-line-end = Перевод строки внутри значения. Возьмите всё значение в кавычки.
problem-nul-byte = Это не текст: в нём есть нулевой байт.
problem-not-utf-8 = Не могу прочитать. Сохраните файл в UTF-8.
