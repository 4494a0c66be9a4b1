## Поиск товаров
button-find = Поиск
button-everything = Всё
button-saved-searches = Сохранённые поиски
button-previous = ‹ Назад
button-filter = Фильтр
button-save-search = Сохранить и сообщать
button-stop-alerts = Больше не сообщать
button-show-all = Показать всё
button-forget-search = Забыть { $number }
button-share = Поделиться
everything-title = Всё, что продаётся
search-title-in = «{ $words }» в разделе { $category }
search-corrected = Точно такого нет. Вот что нашлось по запросу «{ $words }».
search-saved = Сохранено. Я сообщу о новом, не чаще раза в час.
search-hushed = Об этом поиске я больше не сообщаю. Он остаётся сохранённым.
filter-title = Фильтр
filter-none = Фильтров нет.
filter-hint = Одно нажатие на каждый. Можно и написать, например: browse сталь до 50, мин 10, из Германии
filter-price-between = от { $low } до { $high }
filter-price-up-to = до { $high }
filter-price-from = от { $low }
filter-min-order = минимальный заказ до { $number }
filter-ships-from = откуда: { $place }
filter-any-price = Любая цена
filter-any-minimum = Любой минимум
filter-anywhere = Откуда угодно
find-title = Поиск
find-ask = Что вы ищете?
find-ask-label = Слова
saved-title = Сохранённые поиски
saved-none = Вы ещё не сохранили ни одного поиска. Найдите что-нибудь и нажмите «Сохранить» под результатами.
saved-tells = сообщает о новом
saved-silent = без сообщений
alert-news = { $count ->
    [one] По вашему поиску есть { $count } новое предложение.
    [few] По вашему поиску есть { $count } новых предложения.
    [many] По вашему поиску есть { $count } новых предложений.
   *[other] По вашему поиску есть { $count } новых предложений.
}

## Предложение
fact-ships-from = Отправка из
listing-removed = Это предложение снято.
listing-is-removed = Снято. Начатые сделки продолжаются.
listing-is-paused = на паузе
listing-left = осталось { $quantity }
button-change-listing = Изменить
button-photo = Новое фото
button-remove-listing = Снять
button-remove-for-good = Да, снять
confirm-remove-listing = Это предложение больше никто не найдёт. Начатые сделки продолжатся на прежних условиях.
share-title = Поделиться предложением
share-telegram = Кнопкой можно отправить ссылку в Telegram. Кто её откроет, сразу увидит предложение.
share-slack = В Slack напишите
button-share-link = Отправить ссылку
button-open-link = Открыть ссылку
listing-title = Изменить предложение
button-save = Сохранить
photo-title = Новое фото
photo-ask = Отправьте фото. Оно заменит прежнее.
photo-ask-label = Фото
sell-photo-taken = Фото у меня есть.
sell-ask-ships-from = Откуда отправляется? Город и страна.
sell-ask-ships-from-label = Отправка из
sell-ask-days = За сколько дней после заказа товар отправляется?
sell-ask-days-label = Дней до отправки

## Файлы с товарами
button-template = Файл для многих (CSV)
template-title = Много предложений сразу
template-how = Заполните этот файл в любой таблице, оставьте первую строку и пришлите его мне как CSV. Прежде чем что-то произойдёт, я покажу, что изменится. Тот же артикул ещё раз изменит это предложение.
upload-being-read = Читаю файл. Предварительный итог будет через мгновение.
upload-under-way = Загружаю. Итог будет через мгновение.
upload-too-big = Файл слишком велик. Не больше 5 МБ за раз, пожалуйста.
upload-unreadable = Этот файл больше не читается. Пришлите его ещё раз.
upload-would = Будет добавлено: { $added }, изменено: { $updated }. Пока ничего не произошло.
upload-did = Готово. Добавлено: { $added }, изменено: { $updated }.
upload-unchanged = { $count ->
    [one] { $count } строка уже такая.
    [few] { $count } строки уже такие.
    [many] { $count } строк уже такие.
   *[other] { $count } строк уже такие.
}
upload-refused = { $count ->
    [one] { $count } строка не подходит. Вот она:
    [few] { $count } строки не подходят. Первые из них:
    [many] { $count } строк не подходят. Первые из них:
   *[other] { $count } строк не подходят. Первые из них:
}
upload-line = Строка { $number }
button-import = Загрузить { $count }

## Категории, для операторов
tree-title = Дерево категорий
tree-below = { $count ->
    [one] Ниже { $count } категория.
    [few] Ниже { $count } категории.
    [many] Ниже { $count } категорий.
   *[other] Ниже { $count } категорий.
}
button-add-category = Добавить сюда
button-rename = Переименовать
button-move = Переместить
button-remove = Убрать
category-add-title = Новая категория
category-rename-title = Переименовать категорию
category-move-title = Переместить категорию
category-ask-name = Как она называется?
category-ask-name-label = Название
category-ask-parent = Внутрь какой?
category-ask-parent-label = Внутрь
category-top = На верхний уровень
category-removed = Категория { $name } убрана.
button-digital = Это цифровые товары
button-not-digital = Не цифровые товары
category-is-digital = Цифровые товары, включая всё, что ниже: в Telegram страница оплаты для них не предлагается.
digital-not-paid-here = Цифровые товары нельзя оплатить из Telegram: его правила разрешают для них только собственные Stars. Подключите аккаунт Slack в настройках и оплатите там; если не оплатить вовремя, ничего не пропадёт.
error-category-in-use = В ней есть предложения или категории. Сначала переместите их.
problem-duplicate-name = Такое название здесь уже есть.
problem-inside-itself = Категория не может лежать внутри самой себя.
problem-not-a-photo = Пришлите фото, а не слова.
