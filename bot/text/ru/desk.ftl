typed-case = дело
queue-held = удержано { $held }
queue-escalated = ждёт слишком долго

button-case-file = Материалы дела
case-file-title = Материалы дела { $code }
case-column-when = Когда
case-column-who = Кто
case-column-what = Что
case-timeline = Всё в порядке времени
case-words = Их собственными словами
case-offer = Предложение № { $number }: { $total }
case-message = Сообщение
case-edited = Сообщение изменено
case-deleted = Сообщение удалено у источника
case-added-file = Файл: { $name }
case-shipping = Товар
case-who = { $who ->
    [buyer] Покупатель
    [seller] Продавец
    [moderator] Модератор
    [operator] Оператор
    [provider] Платёжный сервис
   *[timer] Автоматически
 }
case-file-sent = Материалы дела — в вашем личном чате.
case-file-words = Материалы дела { $code }: всё в порядке времени и запечатанный пакет, который может проверить любой. Это конфиденциально.
case-file-name = delo-{ $code }.pdf
case-bundle-name = delo-{ $code }.zip
