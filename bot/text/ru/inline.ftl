# Поиск, набранный в любом чате после имени бота.
inline-entry = Открыть рынок
inline-nothing = Ничего не найдено. Открыть рынок
talk-answer-here = Ответьте на это сообщение.
button-next-photo = Фото { $number } из { $count }
