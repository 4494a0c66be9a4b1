# Решения: исход, причина и о каком товаре речь.
fact-verdict = Решение
fact-first-verdict = Решение до обжалования
first-verdict-amount = По нему покупателю возвращается { $amount }.
verdict = { $outcome } – { $reason }
verdict-settled = Стороны договорились сами
verdict-shipment = Отправка { $number }
verdict-shipments = Отправки начиная с № { $number }
verdict-unshipped = Не отправлено
verdict-line = { $line }: деньги возвращаются за { $back } из { $goods }
verdict-share = деньги возвращаются за { $back } из { $goods }: { $buyer } покупателю, { $seller } продавцу до вычета комиссии

outcome-lines = По количеству
outcome-return = Сначала возвращается товар
why-not_delivered = Не доставлено
why-late = Слишком поздно
why-incomplete = Не полностью
why-not_as_described = Не соответствует описанию
why-damaged_in_transit = Повреждено при перевозке
why-as_agreed = Доставлено, как договорились
why-evidence_missing = Не доказано
why-settled = Обе стороны согласны
why-fraud = Мошенничество
why-other = Другая причина
why-no_decision = Никто не решил вовремя
why-returned = Товар вернулся
why-not_returned = Товар не отправили обратно

ruling-ask-units = { $line }, { $goods }: за сколько единиц покупатель получит деньги обратно? (Только для «По количеству».)
ruling-ask-units-label = { $line }: деньги обратно за
ruling-ask-reason = По какой причине? Каждая сторона прочтёт её на своём языке.
ruling-ask-reason-label = Причина
send-back-title = Назначить возврат
send-back-then = Сначала покупатель отправляет товар обратно. Когда продавец его получит или вовремя не возразит:

stats-reasons = Почему дела так закончились
case-verdict = { $act }: { $outcome } – { $reason }
