## The interface for programmes: refusals
error-sign-in-again = Войдите: токена нет или он больше не действует.
error-bad-credentials = Почта и пароль или код не подходят.
error-proof-needed = Сначала ещё раз подтвердите, кто вы: «confirm» в чате, POST /api/auth/proof для программ.
error-scope-missing = Этот ключ не для этого: ему не хватает «{ $scope }».
error-key-reused = Этот Idempotency-Key уже использован для другого запроса.
error-version-changed = Это изменилось с тех пор, как вы его прочли. Прочтите ещё раз.
problem-too-common = Этот пароль из тех, что пробуют первыми. Возьмите другой.
problem-fixed = Здесь это изменить нельзя.
problem-unreadable = Это нельзя прочесть как { $expected }.
problem-unknown-field = Такого поля нет.
problem-too-little = Слишком мало: не меньше { $least }.
problem-not-an-address = Это не адрес https, на который что-либо отправляется.
problem-missing = Этого не хватает.
problem-bad-body = Тело запроса — не читаемый JSON.
problem-bad-method = У этого адреса другие методы.
problem-too-large = Тело запроса больше, чем принимается.

## Titles of problems, by HTTP status
api-title-401 = Вход не выполнен
api-title-403 = Не разрешено
api-title-404 = Не найдено
api-title-405 = Метод не разрешён
api-title-409 = Сейчас невозможно
api-title-412 = Тем временем изменилось
api-title-413 = Слишком велико
api-title-422 = Не понято
api-title-429 = Слишком часто
api-title-500 = Наша ошибка

## Signing in elsewhere from a chat
note-signed-in = Вы только что вошли в другом месте с кодом из этого чата. Если это были не вы, напишите здесь «logout».
login-title = Вход в другом месте
login-words = С этим кодом ваша программа войдёт от вашего имени, один раз и в течение десяти минут. Не вводите его там, где не уверены.
login-code = Код
login-hint = POST { $address } с code
login-out = Вы вышли везде, кроме ваших чатов, и ваши ключи больше не действуют.
problem-key-not-here = Этот запрос нельзя повторить по ключу. Уберите ключ и проверьте, прежде чем отправлять снова.
