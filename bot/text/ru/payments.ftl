# Счета продавцов для выплат и деньги, о которых заботятся, когда что-то идёт не так.

payout-title = Ваш счёт для выплат
payout-status-none = У вас ещё нет счёта для выплат. Без него вам нельзя заплатить, поэтому ни одно предложение принять не получится.
payout-status-opening = Платёжный провайдер открывает ваш счёт. Это займёт немного времени.
payout-status-open = Счёт открыт, но платёжному провайдеру ещё нужно узнать, кто вы.
payout-status-asked = Вам можно платить. Платёжный провайдер хочет узнать ещё кое-что.
payout-status-ready = Вам можно платить.
payout-status-stopped = Платёжный провайдер остановил выплаты вам.
payout-status-refused = Платёжный провайдер не открыл счёт. Попробуйте ещё раз, указав верную страну.
payout-at-bank-stopped = Переводы оттуда в ваш банк остановлены, пока вы не ответите на вопросы.
payout-needs = Ещё нужно указать
payout-needs-by = Ответьте до { $at }, иначе выплаты остановятся.
payout-need-person = кто представляет компанию
payout-need-company = сведения о компании
payout-need-business = чем занимается компания
payout-need-bank = банковский счёт
payout-need-terms = согласие с условиями провайдера
payout-need-document = подтверждающий документ
payout-need-other = другое, указано на странице провайдера
payout-reason-past_due = Ответы просрочены.
payout-reason-pending = Провайдер проверяет ваши ответы.
payout-reason-rejected = Провайдер отклонил счёт. Обратитесь в его поддержку.
payout-reason-review = Провайдер проверяет счёт.
payout-reason-other = Причина указана на странице провайдера.
payout-debt = Ваш долг после возврата платежа банком
payout-debt-hint = Он удерживается из следующих выплат.
payout-history = Переводы в ваш банк
payout-history-none = Пока нет.
payout-line-pending = { $amount }, в пути
payout-line-paid = { $amount }, выполнен
payout-line-failed = { $amount }, ваш банк вернул деньги: { $why }
bank-failure-closed = счёт закрыт
bank-failure-unknown = такого счёта нет
bank-failure-name = имя не совпадает с владельцем счёта
bank-failure-refused = ваш банк отказал
bank-failure-other = причина не указана
payout-ask-country = В какой стране зарегистрирована ваша компания? Две буквы, например DE.
payout-ask-country-label = Страна
payout-begin-title = Счёт для выплат
button-payout = Счёт для выплат
button-payout-begin = Подключить
button-payout-open = Ответить на вопросы
button-payout-look = Посмотреть счёт
menu-payout = Ваш счёт для выплат и выплаты
page-payout-done = Спасибо
page-payout-done-words = Вернитесь в чат: там написано, что теперь может ваш счёт.
page-payout-wait = Минутку
page-payout-wait-words = Счёт ещё не открыт. Нажмите кнопку ещё раз через минуту.
told-payout-account-ready = Теперь вам можно платить: счёт для выплат готов.
told-payout-account-stopped = Платёжный провайдер остановил выплаты вам.
told-payout-account-asked = Платёжный провайдер хочет узнать ещё кое-что о вашей компании.
told-payout-account-refused = Платёжный провайдер не открыл для вас счёт.
told-payout-sent-back = Ваш банк вернул выплату { $amount }. Деньги в безопасности на вашем счёте у платёжного провайдера.
notice-refund-waits = Возврат принят, но ещё не ушёл: скорее всего, платёжный провайдер ждёт наших средств. Он уйдёт сам.
alarm-title = Внимание
error-seller-not-payable = Продавцу пока нельзя заплатить: счёта для выплат нет или он не готов. С вас ничего не взято; попробуйте, когда он будет готов.
problem-unknown-country = «{ $country }» — это не страна из двух букв.
told-books-differ = { $count ->
    [one] Учёт платёжного провайдера расходится с нашим в { $count } месте
    [few] Учёт платёжного провайдера расходится с нашим в { $count } местах
    [many] Учёт платёжного провайдера расходится с нашим в { $count } местах
   *[other] Учёт платёжного провайдера расходится с нашим в { $count } местах
}, больше всего на { $amount }. Выплаты продавцам остановлены до устранения расхождений. Список покажет «reconcile».
told-books-agree = Учёт платёжного провайдера снова сходится с нашим. Выплаты продолжаются.
