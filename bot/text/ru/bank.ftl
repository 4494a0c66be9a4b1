# Payment by bank transfer.

bank-receipt = Ожидается банковский перевод
bank-refund = Верните деньги покупателю
bank-payout = Заплатите продавцу
bank-amount = Сумма
bank-purpose = Назначение платежа
bank-payee = Кому
bank-refund-where = Отправьте на счёт, с которого пришёл платёж.
bank-second = Один оператор подтвердил. То же должен сказать второй.
bank-order-done = Подтверждено.
bank-order-failed = Перевод не прошёл. Его можно повторить из сделки.
bank-order-closed = Сделка его больше не ждёт. Если деньги придут, подтвердите: они будут возвращены.
button-bank-arrived = Пришло
button-bank-sent = Отправлено
button-bank-failed = Вернулось
page-bank = Оплата банковским переводом
page-bank-words = Переведите { $amount } на счёт { $account } с назначением платежа { $purpose }. Чат сообщит, как только деньги придут.
payout-ask-account = На какой банковский счёт вам платить? Его IBAN.
payout-ask-account-label = IBAN
problem-not-an-iban = Это не IBAN: какой-то знак неверен или пропущен.
