# Книги платёжного провайдера и наши, на карточке модераторов.
books-title = Книги провайдера
books-accept = Проверено: { $ref }
books-accept-words = Говорите так, только если проверили сами, там и здесь. Второй оператор должен сказать то же; тогда это больше не держит выплаты. По какой причине?
books-accept-words-second = Один оператор проверил. Если проверили и вы, это больше не держит выплаты. По какой причине?
books-for-own_money = Это наши собственные деньги
books-for-mended = Исправлено вручную
books-for-theirs = Список провайдера неверен
books-accepted-by = Проверено: { $who }. Второй оператор должен сказать то же.
books-accepted-once = Записано. Второй оператор должен сказать то же.
books-accepted-twice = Записано двоими. Книги сверяются ещё раз.
books-more = { $count ->
    [one] Ещё { $count } место: все покажет «reconcile».
    [few] Ещё { $count } места: все покажет «reconcile».
    [many] Ещё { $count } мест: все покажет «reconcile».
   *[other] Ещё { $count } места: все покажет «reconcile».
}
books-looked = Сверено: { $at }.
books-look = Сверить ещё раз сейчас
books-look-asked = Книги сверяются. Результат появится здесь.
mismatch-unknown-movement = Там прошло, здесь не записано
mismatch-missing-movement = Здесь записано, там не проходило
mismatch-wrong-kind = Записано как другое
mismatch-amount-differs = Другая сумма
mismatch-fee-differs = Другой сбор
mismatch-currency-differs = Другая валюта
mismatch-posted-twice = Записано здесь дважды
mismatch-moved-twice = Прошло там дважды
mismatch-without-ref = Записано без ссылки
mismatch-balance-differs = Остатки расходятся
