# Сообщения, которые не дошли, и заметки операторам.
button-drop = Отказаться
dead-title = Сообщение, которое не дошло
dead-about = О чём
dead-for = Для кого
dead-since = С какого времени
dead-words = { $count ->
    [one] Была { $count } попытка, больше не пробуем.
    [few] Было { $count } попытки, больше не пробуем.
   *[other] Было { $count } попыток, больше не пробуем.
 }
dead-is-waiting = Отправляется ещё раз.
dead-is-sent = Дошло.
dead-is-dropped = Отказались; никому не сообщается.
button-to-operator = Позвать оператора
operator-title = Позвать оператора
operator-ask = Что должны знать операторы? Прочтут только они, и это попадёт в дело.
operator-ask-label = Заметка
operator-asked = Дело { $code }: { $who } зовёт оператора.
operator-alone = Это читают только операторы. «Передать» освобождает дело, чтобы его взял кто-то другой.
done-to-operator = Операторы получили вашу заметку.
case-to-operator = Заметка оператору
notice-case-to-operator = Модератор этого дела позвал оператора.
