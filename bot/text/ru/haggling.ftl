# Торг: быстрые предложения, что изменилось, история, черновики.
offer-ask-line = Или скажите всё одной строкой, например: 500 шт по 4,20 FOB Шэньчжэнь, 3 недели. Она заполнит поля ниже.
offer-ask-line-label = Одной строкой
offer-ask-payer = Кто платит перевозчику?
offer-ask-payer-label = Фрахт оплачивает
offer-ask-tolerance = На сколько процентов больше можно поставить за ту же общую сумму?
offer-ask-tolerance-label = Допуск по количеству, %
offer-ask-parts = Можно ли отправлять товар несколькими партиями?
offer-ask-parts-label = Частичные отгрузки
offer-ask-release = Каждая партия принимается и оплачивается отдельно?
offer-ask-release-label = Оплата по партиям
offer-ask-inspection = Сколько дней есть у покупателя на проверку товара?
offer-ask-inspection-label = Дней на проверку
offer-ask-po = Какой номер заказа у покупателя?
offer-ask-po-label = Номер заказа
freight-payer-buyer = Покупатель
freight-payer-seller = Продавец, входит в цену
answer-yes = Да
answer-no = Нет
hours = { $hours ->
    [one] { $hours } час
    [few] { $hours } часа
    [many] { $hours } часов
   *[other] { $hours } часа
}
button-more-terms = Другие условия
button-offers = Все предложения
button-renew-offer = Предложить ещё раз
button-repeat = Заказать то же ещё раз
button-draft = Сделать из этого предложение
offer-chip-list = { $goods } по { $price }
offer-chip-last = Как в прошлый раз: { $goods } по { $price }
offer-chip-less5 = −5 %: { $price }
offer-chip-less10 = −10 %: { $price }
offer-chip-middle = Посередине: { $price }
offer-chip-hold = Их условия по { $price }
offer-changed = По сравнению с предложением № { $number }:
offer-unchanged = Те же условия, что в предложении № { $number }.
offer-difference = { $what }: { $before } → { $after }
term-quantity = Количество
term-tolerance_percent = Допуск
term-unit_price = Цена за единицу
term-freight = Фрахт
term-freight_payer = Фрахт оплачивает
term-incoterm = Инкотермс
term-place = Место
term-lead_time_days = Срок отгрузки
term-partial_shipments = Частичные отгрузки
term-partial_release = Оплата по партиям
term-inspection_days = Срок проверки
term-po_number = Номер заказа
term-notes = Примечания
offer-days-left = { $days ->
    [one] Действует ещё { $days } день.
    [few] Действует ещё { $days } дня.
    [many] Действует ещё { $days } дней.
   *[other] Действует ещё { $days } дня.
}
offer-hours-left = { $hours ->
    [one] Действует ещё { $hours } час.
    [few] Действует ещё { $hours } часа.
    [many] Действует ещё { $hours } часов.
   *[other] Действует ещё { $hours } часа.
}
offer-minutes-left = { $minutes ->
    [one] Действует ещё { $minutes } минуту.
    [few] Действует ещё { $minutes } минуты.
    [many] Действует ещё { $minutes } минут.
   *[other] Действует ещё { $minutes } минуты.
}
offers-title = Предложения в { $code }: { $product }
offers-number = № { $number }, { $at }
offers-line = { $author }: { $goods } по { $price }, всего { $total } ({ $status })
offer-status-active = ждёт ответа
offer-status-countered = есть встречное
offer-status-accepted = принято
offer-status-declined = отклонено
offer-status-withdrawn = отозвано
offer-status-expired = истекло
chart-legend = На рисунке круги — предложения покупателя, квадраты — продавца: цена за единицу, предложение за предложением.
chart-alt = { $count ->
    [one] Цена в { $count } предложении. Последняя покупателя: { $buyer }. Последняя продавца: { $seller }.
    [few] Цена в { $count } предложениях. Последняя покупателя: { $buyer }. Последняя продавца: { $seller }.
    [many] Цена в { $count } предложениях. Последняя покупателя: { $buyer }. Последняя продавца: { $seller }.
   *[other] Цена в { $count } предложения. Последняя покупателя: { $buyer }. Последняя продавца: { $seller }.
}
offer-which = В какой сделке? Поставьте вначале её код, например: предложение КОД 500 шт по 4,20
offer-nowhere = У вас нет открытых переговоров. Откройте объявление и сделайте предложение там; на первый вопрос можно ответить и целой строкой условий.
terms-seen = Похоже на условия. Пока ничего не предложено.
menu-offer = Предложение одной строкой: сделка, потом условия
typed-offer = предложение
