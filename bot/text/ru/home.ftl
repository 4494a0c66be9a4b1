# News that waited for the morning, or for its bundle.
digest-title = { $count ->
    [one] { $count } новость
    [few] { $count } новости
    [many] { $count } новостей
   *[other] { $count } новости
}
digest-message = Другая сторона написала вам.
